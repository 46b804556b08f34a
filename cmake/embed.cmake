# SPDX-License-Identifier: Apache-2.0
# sunder_embed(TARGET path file [path file]...): files become bytes of the target, listed by embedded_files().
# .incbin keeps compile time independent of their size.
function(sunder_embed target)
  set(asm "${CMAKE_CURRENT_BINARY_DIR}/embedded_bytes.S")
  set(table "${CMAKE_CURRENT_BINARY_DIR}/embedded_table.cpp")
  set(asm_text "    .section .rodata\n")
  set(extern_text "")
  set(row_text "")
  set(files "")
  set(i 0)
  set(pairs ${ARGN})
  list(LENGTH pairs n)
  while(i LESS n)
    math(EXPR j "${i}+1")
    list(GET pairs ${i} path)
    list(GET pairs ${j} file)
    string(APPEND asm_text "    .global sunder_embed_${i}\n    .global sunder_embed_end_${i}\n    .balign 16\nsunder_embed_${i}:\n    .incbin \"${file}\"\nsunder_embed_end_${i}:\n    .byte 0\n")
    string(APPEND extern_text "extern const char sunder_embed_${i}[];\nextern const char sunder_embed_end_${i}[];\n")
    string(APPEND row_text "    {\"${path}\", {sunder_embed_${i}, static_cast<std::size_t>(sunder_embed_end_${i} - sunder_embed_${i})}},\n")
    list(APPEND files "${file}")
    math(EXPR i "${i}+2")
  endwhile()
  string(APPEND asm_text "    .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT "${asm}" CONTENT "${asm_text}" @ONLY)
  file(CONFIGURE OUTPUT "${table}" CONTENT "// made by cmake/embed.cmake
#include \"sim/embedded/embedded.hpp\"
#include <vector>
extern \"C\" {
${extern_text}}
namespace sunder {
std::span<const EmbeddedFile> embedded_files() noexcept {
    static const std::vector<EmbeddedFile> files{
${row_text}    };
    return files;
}
std::string_view embedded_file(std::string_view path) noexcept {
    for (const EmbeddedFile& file : embedded_files())
        if (file.path == path) return file.bytes;
    return {};
}
}  // namespace sunder
" @ONLY)
  set_source_files_properties("${asm}" PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE "${asm}" "${table}")
endfunction()
