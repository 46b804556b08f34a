# SPDX-License-Identifier: Apache-2.0
# Results of sunder in R. Needs ncdf4 (Debian: r-cran-ncdf4).
#
#   source("analysis/r/sunder.R")
#   result <- sunder_open("flagship.h5")
#   prices <- sunder_series(result, "chip_price_index", country = "CHN")   # a data frame: run, time, country, chip_price_index
#   change <- sunder_yearly(sunder_diff(result, "output", country = c("CHN", "USA")))
#   nc_close(result)
#
# `sunder list outputs` names the variables. A sweep: `sunder collect DIR --copy` first, since ncdf4 cannot follow its index to the run files.
library(ncdf4)

sunder_format_version <- 1

# Opens a result of `sunder run` or `sunder collect --copy`. Stops with the file's name if it is missing, cut short, of another program
# or of another format version.
sunder_open <- function(path) {
  if (!file.exists(path)) stop(path, ": no such file", call. = FALSE)
  complain <- function(e) stop(path, ": not a finished result file (HDF5 expected), or the index of a sweep (sunder collect DIR --copy first)", call. = FALSE)
  utils::capture.output(result <- tryCatch(nc_open(path), error = complain))   # ncdf4 prints its own account
  root <- function(name) { utils::capture.output(value <- ncatt_get(result, 0, name)); value$value }   # it warns of 64-bit integers
  refuse <- function(...) { nc_close(result); stop(path, ": ", ..., call. = FALSE) }
  if (!startsWith(as.character(root("source")), "sunder ")) refuse("not written by sunder")
  version <- root("format_version")
  is_sweep <- is.character(root("sweep"))   # the index of a sweep has no number
  if (!is_sweep && version != sunder_format_version) refuse("format version ", version, "; this script reads version ", sunder_format_version)
  if (root("complete") != 1) refuse("not complete; the run that wrote it was cut short")
  result
}

# Labels of a dimension: names, numbers, or dates for time and month.
sunder_labels <- function(result, dim) {
  values <- as.vector(ncvar_get(result, dim))
  if (startsWith(result$dim[[dim]]$units, "days since 2000-01-01")) as.Date("2000-01-01") + values else values
}

# A variable as a long data frame: a column for each dimension, then the value (NA: not recorded).
# ...: labels to keep, by dimension: country = "CHN", good = c("ga", "ge"), run = "scenario". Unit: sunder_unit(result, name).
sunder_series <- function(result, name, ...) {
  if (is.null(result$var[[name]])) stop(result$filename, ": no variable ", name, "; it has ", toString(names(result$var)), call. = FALSE)
  dims <- vapply(result$var[[name]]$dim, function(d) d$name, "")
  labels <- lapply(setNames(dims, dims), function(d) sunder_labels(result, d))
  at <- .places(labels, list(...), name)
  first <- vapply(at, min, 1L)
  values <- ncvar_get(result, name, start = first, count = vapply(at, max, 1L) - first + 1L, collapse_degen = FALSE)
  values <- do.call(`[`, c(list(values), Map(function(p, f) p - f + 1L, unname(at), first), drop = FALSE))
  table <- do.call(expand.grid, c(Map(function(l, p) l[p], labels, at), stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE))
  table <- table[rev(dims)]   # R has the first dimension of the file last
  table[[name]] <- as.vector(values)
  table
}

.places <- function(labels, wanted, name) {
  unknown <- setdiff(names(wanted), names(labels))
  if (length(unknown) > 0) stop(name, " has no dimension ", toString(unknown), "; it has ", toString(names(labels)), call. = FALSE)
  Map(function(dim, label) {
    if (is.null(wanted[[dim]])) return(seq_along(label))
    place <- match(wanted[[dim]], label)
    if (anyNA(place)) stop("no ", dim, " '", wanted[[dim]][is.na(place)][1], "'; there are ", toString(label), call. = FALSE)
    place
  }, names(labels), labels)
}

sunder_unit <- function(result, name) ncatt_get(result, name, "units")$value

# Scenario against baseline: scenario / baseline - 1 (NA where the baseline is 0), or the difference in the variable's unit.
sunder_diff <- function(result, name, ..., relative = TRUE) {
  if (!"scenario" %in% sunder_labels(result, "run")) stop(result$filename, ": one run only; a comparison needs baseline and scenario", call. = FALSE)
  baseline <- sunder_series(result, name, run = "baseline", ...)
  scenario <- sunder_series(result, name, run = "scenario", ...)
  table <- baseline[setdiff(names(baseline), c("run", name))]
  base <- baseline[[name]]
  table[[name]] <- if (relative) ifelse(base == 0, NA, scenario[[name]] / base - 1) else scenario[[name]] - base
  table
}

# Means of calendar years: a column `year` in place of time or month.
sunder_yearly <- function(series) {
  name <- names(series)[ncol(series)]
  when <- intersect(c("time", "month"), names(series))
  series$year <- as.integer(format(series[[when]], "%Y"))
  by <- c("year", setdiff(names(series), c(when, name, "year")))
  aggregate(series[name], series[by], mean)
}

# Goods of the result: code, kind, name.
sunder_goods <- function(result) {
  rows <- strsplit(strsplit(ncatt_get(result, 0, "goods")$value, "\n")[[1]], " | ", fixed = TRUE)
  data.frame(good = vapply(rows, `[`, "", 1), kind = vapply(rows, `[`, "", 2), name = vapply(rows, `[`, "", 3))
}
