# Writes samples and what poweRlaw's exhaustive scan of the lower end finds in them, all distinct values as candidates:
#   Rscript lower_end_scan.R ../resources/org/jumpscope/criticality/range
suppressPackageStartupMessages(library(poweRlaw))
folder <- commandArgs(trailingOnly = TRUE)[1]
origin <- sprintf("# R %s.%s, poweRlaw %s; written by src/test/references/lower_end_scan.R",
                  R.version$major, R.version$minor, packageVersion("poweRlaw"))
g <- function(x) sprintf("%.17g", x)
round_trip <- function(x) as.numeric(g(x))
set.seed(20240527, kind = "Mersenne-Twister")

pareto <- function(n, alpha) (1 - runif(n))^(-1 / (alpha - 1))
samples <- list(
  "pareto-500" = pareto(500, 2.5),
  "pareto-2000" = pareto(2000, 2),
  "lognormal-1000" = rlnorm(1000, 0, 1),
  "bounded-1000" = 1000^runif(1000),
  "head-and-tail-1000" = c(runif(300), pareto(700, 3)),
  "rounded-500" = round(pareto(500, 2.5), 2)
)
samples <- lapply(samples, round_trip)

values <- file(file.path(folder, "powerlaw-samples.csv"), "w")
writeLines(c(origin, "# sample;value, in the order drawn, 17 digits"), values)
for (name in names(samples)) writeLines(paste(name, g(samples[[name]]), sep = ";"), values)
close(values)

# The closed form of alpha and the definition of D; poweRlaw reaches the former by L-BFGS-B from the whole sample's value.
exact <- function(x, xmin) {
  tail <- sort(x[x >= xmin])
  n <- length(tail)
  alpha <- 1 + n / sum(log(tail / xmin))
  c(alpha = alpha, d = max(abs(1 - (tail / xmin)^(1 - alpha) - (seq_along(tail) - 1) / n)), n = n)
}
candidates <- function(x) {
  distinct <- sort(unique(x))
  distinct[seq_len(length(distinct) - 2)]
}

# pplcon() sets F to 0 below round(xmin), which spoils D where xmin is of order 1 (so the answer depends on the unit of the
# values): the scan runs on values times 2^30, exact in doubles, where half a unit does not matter.
scale <- 2^30
scans <- file(file.path(folder, "powerlaw-scan.csv"), "w")
writeLines(c(origin,
  "# estimate_xmin(conpl$new(2^30 * values), xmax = Inf): by 2^30 since pplcon() sets F = 0 below round(xmin). alpha",
  "# belongs to the n values x >= xmin, and D = max over them, x_1 <= ... <= x_n, of abs(F(x_i) - (i - 1) / n), one-sided in the",
  "# empirical law; the smallest D wins.",
  "# Candidates are the distinct values but the two largest. poweRlaw finds alpha by L-BFGS-B, so alpha holds to 1e-6 relative",
  "# and D to 1e-6; closedAlpha = 1 + n / sum(log(x / xmin)) and closedD are R's values at that xmin, to 1e-13; an exhaustive",
  "# scan with them chooses the same xmin.",
  "# sample;size;xmin;alpha;n;D;closedAlpha;closedD"), scans)
for (name in names(samples)) {
  x <- samples[[name]]
  found <- estimate_xmin(conpl$new(x * scale), xmax = Inf)
  found$xmin <- found$xmin / scale
  closed <- exact(x, found$xmin)
  all <- candidates(x)
  scan <- sapply(all, function(xmin) exact(x, xmin)["d"])
  stopifnot(abs(closed["alpha"] - found$pars) < 1e-6 * closed["alpha"], abs(closed["d"] - found$gof) < 1e-6, closed["n"] == found$ntail,
            all[which.min(scan)] == found$xmin)
  writeLines(paste(name, length(x), g(found$xmin), g(found$pars), found$ntail, g(found$gof), g(closed["alpha"]),
                   g(closed["d"]), sep = ";"), scans)
}
close(scans)

profile <- file(file.path(folder, "powerlaw-profile.csv"), "w")
writeLines(c(origin,
  "# closedAlpha and closedD of powerlaw-scan.csv for every tenth candidate xmin, in ascending order; to 1e-13.",
  "# sample;xmin;closedAlpha;closedD"), profile)
for (name in c("pareto-500", "rounded-500")) {
  x <- samples[[name]]
  all <- candidates(x)
  for (xmin in all[seq(1, length(all), by = 10)]) {
    closed <- exact(x, xmin)
    writeLines(paste(name, g(xmin), g(closed["alpha"]), g(closed["d"]), sep = ";"), profile)
  }
}
close(profile)
