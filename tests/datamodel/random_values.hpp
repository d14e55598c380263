// Configurations that nobody would think of, for tests of what has to take any.
#pragma once

#include <array>
#include <random>
#include <string>

#include "datamodel/phone_file_size.hpp"
#include "datamodel/values.hpp"

namespace lineman::datamodel::test {

// The same sequence of configurations for the same seed.
class RandomValues {
 public:
  explicit RandomValues(unsigned seed) : random_{seed} {}

  // Half of the parameters that phone files have are given a value.
  Values next(unsigned accounts) {
    Values values;
    for (const auto ref : all_of(accounts)) {
      const auto& row = ref.parameter();
      if (!is_in_phone_files(row) || number(0, 1) == 0) continue;
      const auto value = value_of(row.kind);
      if (problem_with(row.kind, value) == Verdict::good) {
        values.set(ref, canonical(row.kind, value));
      }
    }
    return values;
  }

 private:
  std::int64_t number(std::int64_t minimum, std::int64_t maximum) {
    return std::uniform_int_distribution<std::int64_t>{minimum, maximum}(random_);
  }

  std::string value_of(const Kind& kind) {
    static constexpr std::array hosts = {"192.0.2.1", "2001:db8::1", "sip.example",
                                         "a_b-c.example."};
    static constexpr std::array lists = {"192.0.2.1", "192.0.2.0/24 2001:db8::/32"};
    const auto pick = [&](const auto& from) {
      return std::string{
          from[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(from.size()) - 1))]};
    };
    switch (kind.type) {
      case Type::text:
        return text(kind.maximum);
      case Type::host:
        return pick(hosts);
      case Type::networks:
        return pick(lists);
      case Type::boolean:
        return std::to_string(number(0, 1));
      case Type::enumeration:
        return std::to_string(
            kind.labels[static_cast<std::size_t>(
                            number(0, static_cast<std::int64_t>(kind.labels.size()) - 1))]
                .number);
      case Type::seconds:
        return seconds_text(number(kind.minimum, kind.maximum));
      default:
        return std::to_string(number(kind.minimum, kind.maximum));
    }
  }

  // Of all that a line could be mistaken for.
  std::string text(std::int64_t maximum) {
    static constexpr std::array pieces = {"#",
                                          "=",
                                          " ",
                                          "\"",
                                          "\\",
                                          "%NULL%",
                                          "a",
                                          "\xC3\xBC",
                                          "\xE2\x82\xAC",
                                          "\xF0\x9F\x93\x9E",
                                          "!",
                                          "'",
                                          "\xEF\xBB\xBF",
                                          "\xC2\xA0",
                                          "********",
                                          "version:",
                                          "%",
                                          "\\x00"};
    std::string made;
    const auto wanted = number(0, number(0, 1) == 0 ? 8 : maximum);
    for (std::int64_t i = 0; i < wanted; ++i) {
      made +=
          pieces[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(pieces.size()) - 1))];
    }
    while (utf8_length(made).value_or(0) > static_cast<std::size_t>(maximum)) {
      do {
        made.pop_back();
      } while (!utf8_length(made));
    }
    return made;
  }

  std::mt19937 random_;
};

}  // namespace lineman::datamodel::test
