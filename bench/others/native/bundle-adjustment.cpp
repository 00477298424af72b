// The Jacobian of the residual of bundle adjustment (bench/programs/bundle-adjustment.ts) by ceres::Jet and by hand.
#include <ceres/jet.h>
#include <cmath>
#include "harness.h"

static const double FEATURE_U = 300, FEATURE_V = 200;

template <typename T>
void residual(const T* x, T* e) {
  using std::cos;
  using std::sin;
  using std::sqrt;
  const T y1 = x[11] - x[3], y2 = x[12] - x[4], y3 = x[13] - x[5];
  const T theta = sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
  const T inverse = 1.0 / theta;
  const T a1 = x[0] * inverse, a2 = x[1] * inverse, a3 = x[2] * inverse;
  const T c = cos(theta), s = sin(theta);
  const T along = (a1 * y1 + a2 * y2 + a3 * y3) * (1.0 - c);
  const T p3 = y3 * c + (a1 * y2 - a2 * y1) * s + a3 * along;
  const T p1 = (y1 * c + (a2 * y3 - a3 * y2) * s + a1 * along) / p3;
  const T p2 = (y2 * c + (a3 * y1 - a1 * y3) * s + a2 * along) / p3;
  const T square = p1 * p1 + p2 * p2;
  const T scale = x[6] * (1.0 + x[9] * square + x[10] * (square * square));
  e[0] = x[14] * (scale * p1 + x[7] - FEATURE_U);
  e[1] = x[14] * (scale * p2 + x[8] - FEATURE_V);
}

template <int N>
struct ByJet {
  void operator()(const double* x, double* out) const {
    using Jet = ceres::Jet<double, N>;
    Jet jets[15], e[2];
    for (int i = 0; i < 15; i++) jets[i] = Jet(x[i], i);
    residual(jets, e);
    for (int k = 0; k < 2; k++) for (int i = 0; i < 15; i++) out[15 * k + i] = e[k].v[i];
  }
};

struct ByHand {
  void operator()(const double* x, double* out) const {
    const double y[3] = {x[11] - x[3], x[12] - x[4], x[13] - x[5]};
    const double theta = std::sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
    const double a[3] = {x[0] / theta, x[1] / theta, x[2] / theta};
    const double c = std::cos(theta), s = std::sin(theta);
    const double along = a[0] * y[0] + a[1] * y[1] + a[2] * y[2];
    const double cross[3] = {a[1] * y[2] - a[2] * y[1], a[2] * y[0] - a[0] * y[2], a[0] * y[1] - a[1] * y[0]};
    double rotated[3];
    for (int i = 0; i < 3; i++) rotated[i] = y[i] * c + cross[i] * s + a[i] * along * (1 - c);
    const double depth = 1 / rotated[2];
    const double p[2] = {rotated[0] * depth, rotated[1] * depth};
    const double square = p[0] * p[0] + p[1] * p[1];
    const double distortion = 1 + x[9] * square + x[10] * square * square;
    const double slope = 2 * (x[9] + 2 * x[10] * square);
    const double f = x[6], w = x[14];
    for (int i = 0; i < 30; i++) out[i] = 0;
    // The residual moves by this when the rotated point moves by d.
    auto moved = [&](int column, double d1, double d2, double d3) {
      const double q1 = (d1 - p[0] * d3) * depth, q2 = (d2 - p[1] * d3) * depth;
      const double stretch = slope * (p[0] * q1 + p[1] * q2);
      out[column] = w * f * (distortion * q1 + stretch * p[0]);
      out[15 + column] = w * f * (distortion * q2 + stretch * p[1]);
    };
    for (int j = 0; j < 3; j++) {
      double b[3];
      for (int i = 0; i < 3; i++) b[i] = ((i == j) - a[j] * a[i]) / theta;
      const double turn = b[0] * y[0] + b[1] * y[1] + b[2] * y[2];
      const double spun[3] = {b[1] * y[2] - b[2] * y[1], b[2] * y[0] - b[0] * y[2], b[0] * y[1] - b[1] * y[0]};
      double d[3];
      for (int i = 0; i < 3; i++) {
        d[i] = a[j] * (cross[i] * c - y[i] * s + a[i] * along * s) + spun[i] * s + (b[i] * along + a[i] * turn) * (1 - c);
      }
      moved(j, d[0], d[1], d[2]);
      // The columns of the rotation for the point, their negatives for the centre.
      const double unit[3] = {double(j == 0), double(j == 1), double(j == 2)};
      const double k = (1 - c) * a[j];
      const double r1 = unit[0] * c + (a[1] * unit[2] - a[2] * unit[1]) * s + k * a[0];
      const double r2 = unit[1] * c + (a[2] * unit[0] - a[0] * unit[2]) * s + k * a[1];
      const double r3 = unit[2] * c + (a[0] * unit[1] - a[1] * unit[0]) * s + k * a[2];
      moved(11 + j, r1, r2, r3);
      out[3 + j] = -out[11 + j];
      out[18 + j] = -out[26 + j];
    }
    const double offset[2] = {x[7] - FEATURE_U, x[8] - FEATURE_V};
    for (int i = 0; i < 2; i++) {
      double* row = out + 15 * i;
      row[6] = w * distortion * p[i];
      row[7 + i] = w;
      row[9] = w * f * square * p[i];
      row[10] = w * f * square * square * p[i];
      row[14] = f * distortion * p[i] + offset[i];
    }
  }
};

int main(int, char** argv) {
  const std::string way = argv[1];
  const int checked = std::atoi(argv[3]);
  const double ms = std::atof(argv[4]);
  const auto x = numbers();
  if (way == "by hand") measure(ByHand{}, 15, 30, x, checked, ms);
  else if (way == "jet 16") measure(ByJet<16>{}, 15, 30, x, checked, ms);
  else measure(ByJet<15>{}, 15, 30, x, checked, ms);
}
