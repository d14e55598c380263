// The objects of LINEMAN-SIP-MIB, group by group, in the order of their arcs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "datamodel/export/smi_text.hpp"
#include "datamodel/mib_layout.hpp"

namespace lineman::datamodel::smi {

// The objects of a group that can be read, without the index column.
std::vector<ObjectType> objects_of(const MibGroup& group);

// The index column that a table defines itself, if it does; others index by the columns of earlier
// tables.
std::vector<ObjectType> index_of(const MibGroup& group);

// The columns that index a table, in order; empty for scalars.
std::vector<std::string_view> index_columns(Rows rows);

// "accountStatusEntry", or "configObjects" for scalars.
std::string parent_of(const MibGroup& group);

// The identifier of an object of the group, without an instance or a dot in front.
std::string oid_below(const MibGroup& group, unsigned arc);

// A help text as a sentence: with a capital and a full stop.
std::string sentence(std::string_view text);

std::string capitalised(std::string_view text);

}  // namespace lineman::datamodel::smi
