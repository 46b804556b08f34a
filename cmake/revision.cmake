# SPDX-License-Identifier: Apache-2.0
# Build step: writes version.cpp, only when the revision changed, so that nothing else is rebuilt.
execute_process(COMMAND git -C "${SOURCE_DIR}" describe --always --dirty --abbrev=12 --match=v[0-9]*
                OUTPUT_VARIABLE revision OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
  set(revision unknown)
endif()
set(text "// made by cmake/revision.cmake
#include \"sim/cli/version.hpp\"
namespace sunder::cli {
std::string_view program_version() noexcept { return \"${VERSION}\"; }
std::string_view git_revision() noexcept { return \"${revision}\"; }
}  // namespace sunder::cli
")
set(old "")
if(EXISTS "${OUTPUT}")
  file(READ "${OUTPUT}" old)
endif()
if(NOT old STREQUAL text)
  file(WRITE "${OUTPUT}" "${text}")
endif()
