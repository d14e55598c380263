#include "sipcore/registration/random_wait.hpp"

#include <random>

namespace lineman::sipcore {

Duration random_wait(Duration least, Duration most) {
  using std::chrono::microseconds;
  static std::mt19937_64 numbers{std::random_device{}()};
  std::uniform_int_distribution<microseconds::rep> any(
      std::chrono::duration_cast<microseconds>(least).count(),
      std::chrono::duration_cast<microseconds>(most).count());
  return microseconds(any(numbers));
}

}  // namespace lineman::sipcore
