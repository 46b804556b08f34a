# SPDX-License-Identifier: Apache-2.0
# Rscript first-look.R RESULT.h5 [FIGURE.pdf]
# Chips made in each country, scenario against baseline: a table by year, and a figure by month.
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
source(file.path(here, "sunder.R"))
arguments <- commandArgs(TRUE)
if (length(arguments) == 0) stop("usage: Rscript first-look.R RESULT.h5 [FIGURE.pdf]", call. = FALSE)

result <- sunder_open(arguments[1])
goods <- sunder_goods(result)
chips <- goods$good[goods$kind %in% c("foundry", "chip")]
output <- sunder_series(result, "output", good = chips)
output <- aggregate(output["output"], output[c("run", "time", "country")], sum, na.rm = TRUE)

by_year <- sunder_yearly(output)
wide <- reshape(by_year, idvar = c("country", "year"), timevar = "run", direction = "wide")
made <- wide[wide$output.baseline > 0, ]
made$percent <- 100 * (made$output.scenario / made$output.baseline - 1)
table <- round(xtabs(percent ~ country + year, made), 2)
cat(ncatt_get(result, 0, "title")$value, "\nOutput of chips, % against baseline (means of years)\n", sep = "")
print(table[order(abs(table[, ncol(table)]), decreasing = TRUE), ])

if (length(arguments) > 1) {
  pdf(arguments[2], width = 7, height = 4)
  most <- names(sort(-abs(table[, ncol(table)])))[seq_len(min(6, nrow(table)))]
  colours <- c("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
  series <- lapply(most, function(code) {
    one <- output[output$country == code, ]
    one <- one[order(one$time), ]
    data.frame(time = one$time[one$run == "baseline"], percent = 100 * (one$output[one$run == "scenario"] / one$output[one$run == "baseline"] - 1))
  })
  plot(range(output$time), range(unlist(lapply(series, `[[`, "percent"))), type = "n", xlab = "", ylab = "% against baseline", main = "Output of chips", bty = "l", las = 1)
  abline(h = 0)
  for (i in seq_along(series)) lines(series[[i]]$time, series[[i]]$percent, col = colours[i], lwd = 2)
  legend("bottomleft", most, col = colours, lwd = 2, bty = "n", ncol = 2)
  invisible(dev.off())
}
nc_close(result)
