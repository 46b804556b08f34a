// SPDX-License-Identifier: Apache-2.0
#include "sim/record/amend.hpp"

#include <system_error>

#include "sim/record/hdf5.hpp"
#include "sim/record/part_file.hpp"
#include "sim/record/record_error.hpp"

namespace sunder {

void amend_file(const std::filesystem::path& path, const char* attribute, std::string_view text) {
    PartFile part(path, PartFile::Kind::file, true);
    std::error_code error;
    if (!std::filesystem::copy_file(path, part.part(), error)) throw RecordError(path, error.message());
    h5::File file = h5::File::open(part.part(), true);
    if (h5::has_attribute(file, file.id(), attribute)) file.check(H5Adelete(file.id(), attribute), attribute);
    h5::set_attribute(file, file.id(), attribute, text);
    file.close();
    part.publish();
}

}  // namespace sunder
