#include "sipcore/dns/records.hpp"

#include "datamodel/ascii.hpp"

namespace lineman::sipcore {

namespace {

template <typename Record>
void append_to(std::vector<Record>& list, const std::vector<Record>& more) {
  list.insert(list.end(), more.begin(), more.end());
}

}  // namespace

std::string canonical_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return datamodel::lower_case(name);
}

void DnsRecords::append(const DnsRecords& more) {
  append_to(addresses, more.addresses);
  append_to(services, more.services);
  append_to(pointers, more.pointers);
}

}  // namespace lineman::sipcore
