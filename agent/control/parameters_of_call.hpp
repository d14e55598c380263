// Reads the parameters of a call: what is missing or of another type is answered as varlink says
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "varlink/errors.hpp"

namespace lineman::agent {

template <typename T>
using Read = tl::expected<T, varlink::Reply>;

// Absent and null: nothing.
Read<std::optional<unsigned>> read_number(const varlink::Object& parameters, std::string_view name,
                                          unsigned minimum, unsigned maximum);
// A number of a generation, from 1.
Read<std::optional<std::uint64_t>> read_generation(const varlink::Object& parameters,
                                                   std::string_view name);
// Absent and null: empty.
Read<std::string> read_text(const varlink::Object& parameters, std::string_view name);
Read<bool> read_flag(const varlink::Object& parameters, std::string_view name);
Read<std::vector<std::string>> read_texts(const varlink::Object& parameters, std::string_view name,
                                          std::size_t maximum);

struct NamedValue {
  std::string name;
  std::string value;
};
Read<std::vector<NamedValue>> read_changes(const varlink::Object& parameters, std::string_view name,
                                           std::size_t maximum);

}  // namespace lineman::agent
