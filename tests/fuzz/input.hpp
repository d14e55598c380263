// Takes what a target needs from the octets that it is given; what is missing is 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace lineman::test {

class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : at_{data}, end_{data + size} {}

  bool empty() const { return at_ == end_; }

  std::uint8_t octet() { return empty() ? std::uint8_t{0} : *at_++; }

  // So many octets, the first one the highest.
  std::uint64_t number(unsigned octets) {
    std::uint64_t value = 0;
    for (; octets > 0; --octets) value = value << 8U | octet();
    return value;
  }

  std::string text(std::size_t size) {
    std::string text;
    while (text.size() < size && !empty()) text += static_cast<char>(octet());
    return text;
  }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

}  // namespace lineman::test
