// Generations of the configuration as a command line names them.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace lineman::ctl {

// A number from 1. The error is a sentence without a full stop.
inline tl::expected<std::uint64_t, std::string> to_generation(std::string_view text) {
  std::uint64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc{} && stop == end && number > 0) return number;
  return tl::unexpected("'" + std::string{text} + "' is no number of a generation");
}

}  // namespace lineman::ctl
