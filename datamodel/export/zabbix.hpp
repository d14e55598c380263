// The parts of the Zabbix template: each is written by a file of its own.
#pragma once

#include <string>
#include <string_view>

#include "datamodel/export/document.hpp"
#include "datamodel/export/monitored.hpp"

namespace lineman::datamodel::zabbix {

inline constexpr std::string_view template_name = "Lineman SIP phone by SNMP";

// A UUID of version 4 by its shape, as Zabbix demands, and always the same for the same `what`: an
// import recognises by it what was imported before.
std::string uuid_of(std::string_view what);

// "lineman.accountState[{#SNMPINDEX}]", "lineman.configGeneration".
std::string key_of(const monitoring::MonitoredObject& object);

// Key of the item that takes the traps of a notification.
std::string trap_key(const Notification& row);

// What stands before an item's or trigger's name: "Account {#SNMPINDEX} ({#LABEL})".
std::string_view who(Rows rows);

// An item, or an item prototype in a table.
document::Map item_of(const monitoring::MonitoredObject& object, std::string_view component);

// A step of preprocessing, before a value is kept.
document::Map step(std::string_view type, std::string_view parameter);

document::List trap_items();
document::List value_maps();
document::List discovery_rules();

// Of one kind of rows: prototypes, or the triggers of the phone as a whole.
document::List triggers_of(Rows rows);
document::List trap_triggers();
document::List macros();

}  // namespace lineman::datamodel::zabbix
