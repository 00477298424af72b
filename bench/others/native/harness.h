// Times a derivative as bench/measure.ts does: reads inputs, prints the answers to some of them, the least and the median
// time of a call. Usage: program WAY N CHECKED MILLISECONDS < numbers, N to an input.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

static double now() {
  using namespace std::chrono;
  return duration<double, std::nano>(steady_clock::now().time_since_epoch()).count();
}

// A template, so that the call is inlined as it would be in a program.
template <typename F>
void measure(F call, int n, int m, const std::vector<double>& inputs, int checked, double milliseconds) {
  const int count = inputs.size() / n;
  std::vector<double> out(m);
  double sink = 0;
  std::printf("{\"answers\":[");
  for (int i = 0; i < checked; i++) {
    call(&inputs[i * n], out.data());
    std::printf(i == 0 ? "[" : ",[");
    for (int j = 0; j < m; j++) std::printf(j == 0 ? "%.17g" : ",%.17g", out[j]);
    std::printf("]");
  }
  auto timed = [&](long calls) {
    const double start = now();
    for (long i = 0; i < calls; i++) {
      call(&inputs[(i % count) * n], out.data());
      sink += out[m - 1];
    }
    return now() - start;
  };
  long calls = 1;
  for (const double end = now() + milliseconds * 5e5; now() < end;) if (timed(calls) < 5e5) calls *= 2;
  std::vector<double> samples;
  for (const double end = now() + milliseconds * 1e6; now() < end || samples.size() < 3;) samples.push_back(timed(calls) / calls);
  std::sort(samples.begin(), samples.end());
  std::printf("],\"min\":%.17g,\"median\":%.17g,\"sink\":%.17g}\n", samples[0], samples[samples.size() / 2], sink);
}

static std::vector<double> numbers() {
  std::vector<double> list;
  for (double x; std::scanf("%lf", &x) == 1;) list.push_back(x);
  return list;
}
