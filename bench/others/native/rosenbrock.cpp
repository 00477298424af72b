// The gradient of Rosenbrock's function by ceres::Jet and by hand.
#include <ceres/jet.h>
#include "harness.h"

template <typename T>
T rosenbrock(const T* x, int n) {
  T sum(0.0);
  for (int i = 0; i + 1 < n; i++) {
    const T t = x[i + 1] - x[i] * x[i];
    const T u = 1.0 - x[i];
    sum += t * t * 100.0 + u * u;
  }
  return sum;
}

template <int N>
struct ByJet {
  void operator()(const double* x, double* out) const {
    using Jet = ceres::Jet<double, N>;
    Jet jets[N];
    for (int i = 0; i < N; i++) jets[i] = Jet(x[i], i);
    const Jet y = rosenbrock(jets, N);
    for (int i = 0; i < N; i++) out[i] = y.v[i];
  }
};

struct ByHand {
  int n;
  void operator()(const double* x, double* out) const {
    out[0] = 0;
    for (int i = 0; i + 1 < n; i++) {
      const double t = x[i + 1] - x[i] * x[i];
      out[i] -= 400 * t * x[i] + 2 * (1 - x[i]);
      out[i + 1] = 200 * t;
    }
  }
};

int main(int, char** argv) {
  const std::string way = argv[1];
  const int n = std::atoi(argv[2]), checked = std::atoi(argv[3]);
  const double ms = std::atof(argv[4]);
  const auto x = numbers();
  if (way == "by hand") measure(ByHand{n}, n, n, x, checked, ms);
  else if (n == 2) measure(ByJet<2>{}, n, n, x, checked, ms);
  else if (n == 10) measure(ByJet<10>{}, n, n, x, checked, ms);
  else if (n == 100) measure(ByJet<100>{}, n, n, x, checked, ms);
  else return 1;
}
