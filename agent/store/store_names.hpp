// The names of the files in the folder of generations.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/files/durable_file.hpp"

namespace lineman::agent {

inline constexpr std::string_view torn_suffix = ".torn";

// "generations/42", with `suffix` after it.
std::string generation_name(std::uint64_t number, std::string_view suffix = {});

// What a listing of the folder says. Numbers are ascending.
struct GenerationNames {
  std::vector<std::uint64_t> whole;  // by name; their content is another question
  std::vector<std::uint64_t> staged;
  std::vector<std::uint64_t> torn;
  std::vector<std::string> strangers;  // names that no agent writes

  // 0 where there is none.
  std::uint64_t highest() const;
};

GenerationNames sort_names(std::span<const std::string> names);

}  // namespace lineman::agent
