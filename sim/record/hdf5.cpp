// SPDX-License-Identifier: Apache-2.0
#include "sim/record/hdf5.hpp"

#include <fcntl.h>
#include <hdf5_hl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <limits>

#include "sim/record/record_error.hpp"

namespace sunder::h5 {
namespace {

using Space = Handle<H5Sclose>;
using Type = Handle<H5Tclose>;
using Properties = Handle<H5Pclose>;
using Attribute = Handle<H5Aclose>;

/// The deepest line of HDF5's error stack, and the system's words where it has any ("No space left on device").
std::string reason() {
    std::string text;
    const auto visit = [](unsigned, const H5E_error2_t* error, void* data) -> herr_t {
        auto& found = *static_cast<std::string*>(data);
        const std::string line = error->desc == nullptr ? "" : error->desc;
        const std::string mark = "error message = '";
        if (const auto at = line.find(mark); at != std::string::npos) {
            const auto begin = at + mark.size();
            found = line.substr(begin, line.find('\'', begin) - begin);
            return 1;
        }
        if (found.empty()) found = line;
        return 0;
    };
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, visit, &text);
    return text.empty() ? "unknown HDF5 error" : text;
}

/// HDF5 would print its stack on stderr; we carry it in the exception. Its clean-up at exit would try again to write a file
/// that failed, and crash (1.10.8); every file here has an owner that closes it.
void prepare() {
    H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Type text_type(const File& file) {
    Type type{file.check(H5Tcopy(H5T_C_S1), "string type")};
    file.check(H5Tset_size(type.get(), H5T_VARIABLE), "string type");
    file.check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "string type");
    return type;
}

constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

Properties dataset_properties(const File& file) {
    Properties p{file.check(H5Pcreate(H5P_DATASET_CREATE), "properties")};
    file.check(H5Pset_obj_track_times(p.get(), false), "properties");
    file.check(H5Pset_attr_creation_order(p.get(), in_order), "properties");
    return p;
}

Properties access(const File& file, bool virtual_arrays = false) {
    Properties p{file.check(H5Pcreate(H5P_FILE_ACCESS), "properties")};
    const H5F_libver_t version = virtual_arrays ? H5F_LIBVER_V110 : H5F_LIBVER_V18;
    file.check(H5Pset_libver_bounds(p.get(), version, version), "properties");
    file.check(H5Pset_file_locking(p.get(), false, true), "properties");
    file.check(H5Pset_fclose_degree(p.get(), H5F_CLOSE_STRONG), "properties");
    return p;
}

void write_attribute(const File& file, hid_t object, const char* name, hid_t stored, hid_t given, const Space& space,
                     const void* value) {
    if (has_attribute(file, object, name)) file.check(H5Adelete(object, name), name);
    Attribute attribute{file.check(H5Acreate2(object, name, stored, space.get(), H5P_DEFAULT, H5P_DEFAULT), name)};
    file.check(H5Awrite(attribute.get(), given, value), name);
}

Dataset make_line(const File& file, const std::string& name, hid_t stored, hid_t given, hsize_t n, const void* values) {
    const Space space{file.check(H5Screate_simple(1, &n, nullptr), name.c_str())};
    const Properties p = dataset_properties(file);
    Dataset data{file.check(H5Dcreate2(file.id(), name.c_str(), stored, space.get(), H5P_DEFAULT, p.get(), H5P_DEFAULT),
                            name.c_str())};
    file.check(H5Dwrite(data.get(), given, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), name.c_str());
    return data;
}

Dataset make_line(const File& file, const std::string& name, std::span<const std::string> labels) {
    std::vector<const char*> texts;
    texts.reserve(labels.size());
    for (const std::string& label : labels) texts.push_back(label.c_str());
    const Type type = text_type(file);
    return make_line(file, name, type.get(), type.get(), labels.size(), texts.data());
}
Dataset make_line(const File& file, const std::string& name, std::span<const std::int64_t> values) {
    return make_line(file, name, H5T_STD_I64LE, H5T_NATIVE_INT64, values.size(), values.data());
}
Dataset make_line(const File& file, const std::string& name, std::span<const double> values) {
    return make_line(file, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, values.size(), values.data());
}

Dataset as_scale(const File& file, const std::string& name, Dataset data) {
    file.check(H5DSset_scale(data.get(), name.c_str()), name.c_str());
    return data;
}
Dataset along(const File& file, const std::string& name, Dataset data, hid_t scale) {
    file.check(H5DSattach_scale(data.get(), scale, 0), name.c_str());
    return data;
}

template <class T>
std::vector<T> read_line(const File& file, const std::string& name, hid_t type) {
    const Dataset data = open_dataset(file, name);
    const Space space{file.check(H5Dget_space(data.get()), name.c_str())};
    std::vector<T> values(static_cast<std::size_t>(file.check(H5Sget_simple_extent_npoints(space.get()), name.c_str())));
    file.check(H5Dread(data.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name.c_str());
    return values;
}

}  // namespace

File File::create(const std::filesystem::path& path, const std::filesystem::path& shown, bool virtual_arrays) {
    prepare();
    File file;
    file.shown_ = shown;
    const Properties creation{file.check(H5Pcreate(H5P_FILE_CREATE), "properties")};
    file.check(H5Pset_link_creation_order(creation.get(), in_order), "properties");
    file.check(H5Pset_attr_creation_order(creation.get(), in_order), "properties");
    file.check(H5Pset_obj_track_times(creation.get(), false), "properties");
    const Properties opening = access(file, virtual_arrays);
    file.file_ =
        Handle<H5Fclose>{file.check(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), opening.get()), "create")};
    return file;
}

File File::open(const std::filesystem::path& path, bool to_change) {
    prepare();
    File file;
    file.shown_ = path;
    const Properties opening = access(file, !to_change);  // as create() makes it; read whatever the format
    const unsigned mode = to_change ? H5F_ACC_RDWR : H5F_ACC_RDONLY;
    file.file_ = Handle<H5Fclose>{file.check(H5Fopen(path.c_str(), mode, opening.get()), "open")};
    return file;
}

void File::fail(const char* doing) const {
    throw RecordError(shown_, reason() + " (" + doing + ")");
}

void File::flush() {
    check(H5Fflush(file_.get(), H5F_SCOPE_LOCAL), "flush");
}

void File::close() {
    flush();
    check(file_.close(), "close");
}

void File::abandon() noexcept {
    if (file_.get() < 0) return;
    // Closing flushes what is cached. On a full disk that fails, and HDF5 1.10 then keeps a broken file in its tables.
    // Nothing of it is wanted, so the descriptor is first pointed at a file in memory that takes the rest.
    int* descriptor = nullptr;
    if (H5Fget_vfd_handle(file_.get(), H5P_DEFAULT, reinterpret_cast<void**>(&descriptor)) >= 0 && descriptor != nullptr) {
        const int bin = ::memfd_create("abandoned", MFD_CLOEXEC);
        if (bin >= 0) {
            ::dup2(bin, *descriptor);
            ::close(bin);
        }
    }
    file_.close();
}

void set_attribute(const File& file, hid_t object, const char* name, std::string_view text) {
    const std::string copy{text};
    const char* value = copy.c_str();
    const Type type = text_type(file);
    const Space space{file.check(H5Screate(H5S_SCALAR), name)};
    write_attribute(file, object, name, type.get(), type.get(), space, &value);
}

void set_attribute(const File& file, hid_t object, const char* name, std::int64_t value) {
    const Space space{file.check(H5Screate(H5S_SCALAR), name)};
    write_attribute(file, object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, space, &value);
}

void set_attribute(const File& file, hid_t object, const char* name, std::uint64_t value) {
    const Space space{file.check(H5Screate(H5S_SCALAR), name)};
    write_attribute(file, object, name, H5T_STD_U64LE, H5T_NATIVE_UINT64, space, &value);
}

void set_attribute(const File& file, hid_t object, const char* name, double value) {
    const hsize_t one = 1;
    const Space space{file.check(H5Screate_simple(1, &one, nullptr), name)};
    write_attribute(file, object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, space, &value);
}

void set_attribute(const File& file, hid_t object, const char* name, std::span<const std::int64_t> values) {
    const hsize_t n = values.size();
    const Space space{file.check(H5Screate_simple(1, &n, nullptr), name)};
    write_attribute(file, object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, space, values.data());
}

bool has_attribute(const File& file, hid_t object, const char* name) {
    return file.check(H5Aexists(object, name), name) > 0;
}

std::string text_attribute(const File& file, hid_t object, const char* name) {
    const Attribute attribute{file.check(H5Aopen(object, name, H5P_DEFAULT), name)};
    const Type stored{file.check(H5Aget_type(attribute.get()), name)};
    if (file.check(H5Tis_variable_str(stored.get()), name) <= 0) {
        throw RecordError(file.shown(), std::string("attribute ") + name + " is not a text of variable length");
    }
    char* value = nullptr;
    const Type type = text_type(file);
    file.check(H5Aread(attribute.get(), type.get(), static_cast<void*>(&value)), name);
    std::string text = value == nullptr ? "" : value;
    H5free_memory(value);
    return text;
}

std::int64_t int_attribute(const File& file, hid_t object, const char* name) {
    const Attribute attribute{file.check(H5Aopen(object, name, H5P_DEFAULT), name)};
    const Space space{file.check(H5Aget_space(attribute.get()), name)};
    if (H5Sget_simple_extent_npoints(space.get()) != 1) {
        throw RecordError(file.shown(), std::string("attribute ") + name + " is not one number");
    }
    std::int64_t value = 0;
    file.check(H5Aread(attribute.get(), H5T_NATIVE_INT64, &value), name);
    return value;
}

Dataset make_scale(const File& file, const std::string& name, std::span<const std::string> labels) {
    return as_scale(file, name, make_line(file, name, labels));
}
Dataset make_scale(const File& file, const std::string& name, std::span<const std::int64_t> values) {
    return as_scale(file, name, make_line(file, name, values));
}

Dataset make_scale(const File& file, const std::string& name, std::span<const double> values) {
    return as_scale(file, name, make_line(file, name, values));
}

Dataset make_column(const File& file, const std::string& name, std::span<const std::string> labels, hid_t scale) {
    return along(file, name, make_line(file, name, labels), scale);
}
Dataset make_column(const File& file, const std::string& name, std::span<const std::int64_t> values, hid_t scale) {
    return along(file, name, make_line(file, name, values), scale);
}
Dataset make_column(const File& file, const std::string& name, std::span<const double> values, hid_t scale) {
    return along(file, name, make_line(file, name, values), scale);
}

Dataset make_array(const File& file, const std::string& name, std::span<const hsize_t> extent,
                   std::span<const hsize_t> chunk, std::span<const hid_t> scales) {
    const char* text = name.c_str();
    const int rank = static_cast<int>(extent.size());
    const Space space{file.check(H5Screate_simple(rank, extent.data(), nullptr), text)};
    const Properties p = dataset_properties(file);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    file.check(H5Pset_fill_value(p.get(), H5T_NATIVE_DOUBLE, &nan), text);
    file.check(H5Pset_chunk(p.get(), rank, chunk.data()), text);
    file.check(H5Pset_deflate(p.get(), 1), text);
    Dataset data{
        file.check(H5Dcreate2(file.id(), text, H5T_IEEE_F64LE, space.get(), H5P_DEFAULT, p.get(), H5P_DEFAULT), text)};
    for (unsigned axis = 0; axis < scales.size(); ++axis) {
        file.check(H5DSattach_scale(data.get(), scales[axis], axis), text);
    }
    set_attribute(file, data.get(), "_FillValue", nan);
    return data;
}

Dataset make_virtual(const File& file, const std::string& name, std::span<const hsize_t> extent,
                     std::span<const hid_t> scales, std::span<const std::string> sources) {
    const char* text = name.c_str();
    const int rank = static_cast<int>(extent.size());
    const Space space{file.check(H5Screate_simple(rank, extent.data(), nullptr), text)};
    const Space source{file.check(H5Screate_simple(rank - 1, extent.data() + 1, nullptr), text)};
    const Properties p = dataset_properties(file);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    file.check(H5Pset_fill_value(p.get(), H5T_NATIVE_DOUBLE, &nan), text);
    std::vector<hsize_t> offset(extent.size(), 0), count(extent.begin(), extent.end());
    count[0] = 1;
    for (std::size_t n = 0; n < sources.size(); ++n) {
        offset[0] = n;
        file.check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, offset.data(), nullptr, count.data(), nullptr), text);
        file.check(H5Pset_virtual(p.get(), space.get(), sources[n].c_str(), text, source.get()), text);
    }
    file.check(H5Sselect_all(space.get()), text);
    Dataset data{
        file.check(H5Dcreate2(file.id(), text, H5T_IEEE_F64LE, space.get(), H5P_DEFAULT, p.get(), H5P_DEFAULT), text)};
    for (unsigned axis = 0; axis < scales.size(); ++axis) file.check(H5DSattach_scale(data.get(), scales[axis], axis), text);
    set_attribute(file, data.get(), "_FillValue", nan);
    return data;
}

void write_member(const File& file, const Dataset& data, hsize_t member, std::span<const double> values) {
    std::vector<hsize_t> count = extent_of(file, data), offset(count.size(), 0);
    offset[0] = member;
    count[0] = 1;
    const Space space{file.check(H5Dget_space(data.get()), "write")};
    file.check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, offset.data(), nullptr, count.data(), nullptr), "write");
    const hsize_t n = values.size();
    const Space memory{file.check(H5Screate_simple(1, &n, nullptr), "write")};
    file.check(H5Dwrite(data.get(), H5T_NATIVE_DOUBLE, memory.get(), space.get(), H5P_DEFAULT, values.data()), "write");
}

void write_array(const File& file, const Dataset& data, std::span<const double> values) {
    file.check(H5Dwrite(data.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "write");
}

std::vector<std::string> datasets_in_order(const File& file) {
    std::vector<std::string> names;
    const auto visit = [](hid_t, const char* name, const H5L_info_t*, void* data) -> herr_t {
        static_cast<std::vector<std::string>*>(data)->emplace_back(name);
        return 0;
    };
    hsize_t at = 0;
    if (H5Literate(file.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, &at, visit, &names) < 0) {
        names.clear();  // a file of others without creation order
        at = 0;
        file.check(H5Literate(file.id(), H5_INDEX_NAME, H5_ITER_INC, &at, visit, &names), "list");
    }
    std::erase_if(names, [&](const std::string& name) {
        H5O_info_t info;
        return H5Oget_info_by_name2(file.id(), name.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT) < 0 ||
               info.type != H5O_TYPE_DATASET;
    });
    return names;
}

Dataset open_dataset(const File& file, const std::string& name) {
    return Dataset{file.check(H5Dopen2(file.id(), name.c_str(), H5P_DEFAULT), name.c_str())};
}

bool holds_text(const File& file, const Dataset& data) {
    const Type type{file.check(H5Dget_type(data.get()), "type")};
    return H5Tis_variable_str(type.get()) > 0;
}

std::vector<hsize_t> extent_of(const File& file, const Dataset& data) {
    const Space space{file.check(H5Dget_space(data.get()), "extent")};
    std::vector<hsize_t> extent(static_cast<std::size_t>(file.check(H5Sget_simple_extent_ndims(space.get()), "extent")));
    file.check(H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr), "extent");
    return extent;
}

std::vector<std::string> axis_names(const File& file, const Dataset& data, const std::string& variable) {
    std::vector<std::string> names(extent_of(file, data).size());
    const auto visit = [](hid_t, unsigned, hid_t scale, void* out) -> herr_t {
        std::string name(256, '\0');
        const ssize_t n = H5Iget_name(scale, name.data(), name.size());
        if (n <= 0) return -1;
        name.resize(static_cast<std::size_t>(n));
        *static_cast<std::string*>(out) = name.substr(name.rfind('/') + 1);
        return 1;
    };
    for (unsigned axis = 0; axis < names.size(); ++axis) {
        if (H5DSiterate_scales(data.get(), axis, nullptr, visit, &names[axis]) < 0 || names[axis].empty()) {
            throw RecordError(file.shown(),
                              "dimension " + std::to_string(axis) + " of '" + variable + "' has no coordinate");
        }
    }
    return names;
}

std::vector<std::string> read_labels(const File& file, const std::string& name) {
    const Dataset data = open_dataset(file, name);
    const Space space{file.check(H5Dget_space(data.get()), name.c_str())};
    std::vector<char*> texts(static_cast<std::size_t>(file.check(H5Sget_simple_extent_npoints(space.get()), name.c_str())));
    const Type type = text_type(file);
    file.check(H5Dread(data.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()), name.c_str());
    std::vector<std::string> labels;
    for (const char* text : texts) labels.emplace_back(text == nullptr ? "" : text);
    H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, texts.data());
    return labels;
}

std::vector<std::int64_t> read_integers(const File& file, const std::string& name) {
    return read_line<std::int64_t>(file, name, H5T_NATIVE_INT64);
}

std::vector<double> read_numbers(const File& file, const std::string& name) {
    return read_line<double>(file, name, H5T_NATIVE_DOUBLE);
}

void read_slab(const File& file, const Dataset& data, std::span<const hsize_t> offset, std::span<const hsize_t> count,
               std::span<double> values) {
    const Space space{file.check(H5Dget_space(data.get()), "read")};
    file.check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, offset.data(), nullptr, count.data(), nullptr), "read");
    const hsize_t n = values.size();
    const Space memory{file.check(H5Screate_simple(1, &n, nullptr), "read")};
    file.check(H5Dread(data.get(), H5T_NATIVE_DOUBLE, memory.get(), space.get(), H5P_DEFAULT, values.data()), "read");
}

}  // namespace sunder::h5
