// What is known of names, and until when.
#pragma once

#include <compare>
#include <map>
#include <string>

#include "daemon/clock.hpp"
#include "datamodel/instance.hpp"
#include "sipcore/dns/dns_lookup.hpp"

namespace lineman::sipcore {

// Of each configured server NAPTR, SRV and hosts; the entry that ends first goes first.
inline constexpr std::size_t most_cached_names = 16UL * datamodel::maximum_accounts;

struct DnsKey {
  std::string name{};  // canonical
  RecordKind kind = RecordKind::addresses;

  auto operator<=>(const DnsKey&) const = default;
};

struct DnsEntry {
  DnsRecords records{};
  TimePoint expires{};
  bool stale = false;  // nobody answered when it had expired
  bool known = true;   // somebody answered once
};

// Pure. One thread.
class DnsCache {
 public:
  // Expired ones too; nothing where the name was never asked for. Good until the next change.
  const DnsEntry* find(const DnsKey& key) const;
  void keep(const DnsKey& key, DnsEntry entry);

  // Of other servers: what the old ones denied or failed to say is not known any more, and their
  // lists are to be confirmed where they are stale.
  void forget_failures(TimePoint now);

 private:
  std::map<DnsKey, DnsEntry> entries_{};
};

}  // namespace lineman::sipcore
