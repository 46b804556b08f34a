# SPDX-License-Identifier: Apache-2.0
# The report page without its data, one HTML file built into the program. Without node and npm, or without network on the
# first build, it is an empty file and `sunder report` says what to do; configuring again tries again.
set(page_source "${PROJECT_SOURCE_DIR}/analysis/page")
option(SUNDER_PAGE "make the page of `sunder report` with node and npm, if they are there" ON)
find_program(SUNDER_NODE node)
find_program(SUNDER_NPM npm)
file(GLOB page_parts CONFIGURE_DEPENDS "${page_source}/src/*.js" "${page_source}/src/*.css" "${page_source}/src/*.html" "${page_source}/tables/*.json")
set(page "${PROJECT_BINARY_DIR}/analysis/page/page.html")
if(EXISTS "${page}")
  file(SIZE "${page}" size)
  if(size EQUAL 0)
    file(REMOVE "${page}")
  endif()
endif()
set(node "")
if(SUNDER_PAGE AND SUNDER_NODE AND SUNDER_NPM)
  set(node "${SUNDER_NODE}")
else()
  message(STATUS "No page for `sunder report`: node or npm not found, or SUNDER_PAGE is off")
endif()
add_custom_command(
  OUTPUT "${page}"
  COMMAND "${CMAKE_COMMAND}" "-DNODE=${node}" "-DNPM=${SUNDER_NPM}" "-DSOURCE=${page_source}"
          "-DWORK=${PROJECT_BINARY_DIR}/analysis/page" "-DPAGE=${page}" -P "${PROJECT_SOURCE_DIR}/cmake/bundle_page.cmake"
  DEPENDS ${page_parts} "${page_source}/package.json" "${page_source}/package-lock.json" "${page_source}/build.mjs" "${PROJECT_SOURCE_DIR}/cmake/bundle_page.cmake"
  COMMENT "Page of sunder report" VERBATIM)
set(SUNDER_PAGE_HTML "${page}")
