// What monitoring tools ask a phone for, and what each object is to them: shared by the files that
// are written for the tools.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "datamodel/mib_layout.hpp"

namespace lineman::datamodel::monitoring {

// An object of LINEMAN-SIP-MIB.
struct MonitoredObject {
  std::string name;  // descriptor: "accountState"
  std::string oid;   // of the column or scalar, without an instance or a dot in front
  Kind kind{};
  std::string help;  // as the DESCRIPTION in the MIB
  Rows rows{};
};

// How an enumeration or a truth value is watched: as one that moves while the phone runs, or as a
// word that says what something is.
enum class Nature : bool { state, property };

// The groups of live values that are polled: all but the event log, which comes as notifications.
std::span<const GroupId> monitored_groups();

// Up to the end of its first sentence, without the full stop where another one follows.
std::string first_sentence(std::string_view help);

// The objects of such a group, in the order of their arcs.
std::vector<MonitoredObject> monitored_objects(const MibGroup& group);

// Any object by its descriptor, of parameters too. Throws std::invalid_argument for one that the
// module does not have: a file that names it must not be written.
MonitoredObject object_named(std::string_view name);

// The number of a label of an enumeration or truth value ("registered", "false"). Throws as above.
int number_of(const MonitoredObject& object, std::string_view label);

// Number and label of all values of an enumeration or truth value; empty for other kinds.
std::vector<std::pair<int, std::string_view>> labels_of(const Kind& kind);

Nature nature_of(const MonitoredObject& object);

// A column that gives the rows with these indexes a name that people know.
struct NamingColumn {
  std::span<const std::string_view> indexes;
  std::string_view name;
};
std::span<const NamingColumn> naming_columns();

// Those of such rows, from the account's to the row's own.
std::vector<NamingColumn> naming_columns_of(Rows rows);

// "accountStatusTable", "configObjects".
std::string place_of(const MibGroup& group);

// Identifiers, without a dot in front.
std::string product_oid();                        // sysObjectID of the phone
std::string module_oid();                         // LINEMAN-SIP-MIB
std::string oid_of(const Notification& row);      // value of snmpTrapOID
std::string qualified_name(const Notification&);  // "LINEMAN-SIP-MIB::failover"

// "normal", "warning", "critical".
std::string_view word_of(Severity severity);

}  // namespace lineman::datamodel::monitoring
