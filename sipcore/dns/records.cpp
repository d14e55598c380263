#include "sipcore/dns/records.hpp"

#include <algorithm>

namespace lineman::sipcore {

namespace {

template <typename Record>
void append_to(std::vector<Record>& list, const std::vector<Record>& more) {
  list.insert(list.end(), more.begin(), more.end());
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

std::string canonical_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return lower_case(name);
}

void DnsRecords::append(const DnsRecords& more) {
  append_to(addresses, more.addresses);
  append_to(services, more.services);
  append_to(pointers, more.pointers);
}

}  // namespace lineman::sipcore
