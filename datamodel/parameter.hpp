// What one row of the table says of a parameter: the only place where these facts stand.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "datamodel/kind.hpp"
#include "datamodel/tr069_object.hpp"

namespace lineman::datamodel {

// Which instances a parameter has, and in which table of the MIB it is a column (a scalar for the
// phone). Outbound proxies are counted as servers are: Instance::server holds a proxy's number, and
// that of an InformParameter, which belongs to no account and is in no MIB.
enum class Table : std::uint8_t { phone, account, sip_server, outbound_proxy, inform_parameter };

// Whether the instances of a table have the number of a server, or of an outbound proxy.
constexpr bool has_servers(Table table) {
  return table == Table::sip_server || table == Table::outbound_proxy;
}

constexpr bool belongs_to_account(Table table) {
  return table != Table::phone && table != Table::inform_parameter;
}

// How far Instance::server counts; 0: the table has no such index.
constexpr unsigned rows_below(Table table) {
  if (table == Table::inform_parameter) return maximum_inform_parameters;
  return has_servers(table) ? servers_per_account : 0;
}

enum class Access : std::uint8_t { read_only, read_write };

// When a change acts: in the running SIP core at once, or after its next start.
enum class Applies : std::uint8_t { live, restart };

// What an ACS may ask of a parameter's notification (TR-106, activeNotify; TR-069, A.3.2.4).
enum class Notify : std::uint8_t {
  permitted,        // any
  no_active,        // a fast counter or clock: active is refused
  active_at_first,  // active until the ACS asks for something else
  forced,           // always active; cannot be turned off
};

// Its place in the MIB: the column in its table, or the arc below the phone's scalars. Written by
// hand and never derived from the row's position; datamodel/released_arcs.txt keeps what was
// released.
struct MibObject {
  unsigned arc = 0;
  std::string_view name{};
};

// Further TR-069 paths that show the value, of server or proxy 1 where it is one's, below the names
// the standard gives them.
using Views = std::array<Leaf, 2>;

// Where the phone's own page has it.
enum class Page : std::uint8_t { advanced, registration, management };

// Its field on that page. Where the guide has none, it stands after those that it has, in the
// table's order, and its name is made of the parameter's.
struct PageField {
  Page page = Page::advanced;
  std::uint8_t place = 0;  // from 1, in the guide's order
  std::string_view label{};
};

struct Parameter {
  std::string_view name{};  // in the phone's files, with X for the account and Y for the server or
                            // proxy; empty where they do not have it: its path stands for it
  Table table = Table::phone;
  Kind kind{};
  std::string_view initial{};  // what the value is until somebody sets it
  MibObject mib{};
  PageField field{};
  Leaf tr069{};
  Views views{};
  Access access = Access::read_write;
  bool acs_only_reads = false;  // written by other doors alone: narrower than `access`
  bool secret = false;          // write-only: never shown, logged or exported by any door
  Applies applies = Applies::live;
  Notify notify = Notify::permitted;
  bool forced_inform = false;       // every Inform carries it (TR-181, forcedInform)
  std::string_view help{};          // one line
  std::string_view precondition{};  // when the value acts; empty: always
};

// Whether the SIP core runs it: what the accounts have, and these of the phone.
constexpr bool runs_in_core(const Parameter& row) {
  return belongs_to_account(row.table) || row.name.starts_with("sip.") ||
         row.name.starts_with("static.network.dns.");
}

}  // namespace lineman::datamodel
