# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` and `cpack` take: the program, its manual page and completions (made by the program itself), decks and tables to
# read and copy. Tables, measures and decks are inside the program as well: it needs no file beside it.
include(GNUInstallDirs)

set(manual "${CMAKE_CURRENT_BINARY_DIR}/manual")
set(doc "${CMAKE_INSTALL_DATADIR}/doc/sunder")
find_program(SUNDER_GZIP gzip REQUIRED)
add_custom_command(
  OUTPUT "${manual}/sunder.1.gz" "${manual}/bash" "${manual}/zsh" "${manual}/changelog.gz"
  COMMAND "${CMAKE_COMMAND}" -E make_directory "${manual}"
  COMMAND sh -c "$<TARGET_FILE:sunder> manual | '${SUNDER_GZIP}' -9n > '${manual}/sunder.1.gz'"
  COMMAND sh -c "$<TARGET_FILE:sunder> manual --bash > '${manual}/bash'"
  COMMAND sh -c "$<TARGET_FILE:sunder> manual --zsh > '${manual}/zsh'"
  COMMAND sh -c "'${SUNDER_GZIP}' -9nc '${PROJECT_SOURCE_DIR}/cmake/package/changelog' > '${manual}/changelog.gz'"
  DEPENDS sunder "${PROJECT_SOURCE_DIR}/cmake/package/changelog"
  COMMENT "Manual page and completions" VERBATIM)
add_custom_target(sunder_manual ALL DEPENDS "${manual}/sunder.1.gz")

install(TARGETS sunder RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES "${manual}/sunder.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${manual}/bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME sunder)
install(FILES "${manual}/zsh" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions" RENAME _sunder)
install(FILES "${manual}/changelog.gz" cmake/package/copyright DESTINATION "${doc}")
install(FILES README.md CITATION.cff DESTINATION "${doc}")
install(DIRECTORY scenarios DESTINATION "${doc}/examples")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME sunder)
set(CPACK_PACKAGE_VENDOR "the sunder project")
set(CPACK_PACKAGE_CONTACT "the sunder project <sunder@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "simulator of the semiconductor supply chain being pulled apart")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Firms by country and stage buy, stock, make, price and ship chips, tools,
 materials and services, week by week; governments impose, join, evade and
 answer measures written in scenario files. Results are netCDF-4 files of
 trade, prices, output, cost and welfare, beside a world without the measures.")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "python3-xarray, python3-h5netcdf")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
include(CPack)
