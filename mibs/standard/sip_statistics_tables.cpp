// SIP-COMMON-MIB (RFC 4780): what the SIP core counts over all accounts. All of it begins with the
// core's start, which is the discontinuity time of each row.
#include "mibs/standard/standard_tables.hpp"
#include "mibs/standard/standard_values.hpp"

namespace lineman::mibs {
namespace {

using datamodel::MethodTraffic;
using datamodel::SipTraffic;
using datamodel::TrafficCounter;
using Sources = const StandardSources&;

const SipTraffic& traffic(Sources sources) {
  return sources.status.core().traffic;
}

template <TrafficCounter which>
SnmpValue total(Sources sources, std::size_t /*place*/) {
  return counter32(traffic(sources).totals[which]);
}

// ---- sipCommonSummaryStatsTable, sipCommonTransCurrentTable, sipCommonOtherStatsTable

constexpr Arc summary_entry[] = {149, 1, 3, 1, 1};
constexpr StandardColumn summary_columns[] = {
    {1, total<TrafficCounter::requests_in>},  {2, total<TrafficCounter::requests_out>},
    {3, total<TrafficCounter::responses_in>}, {4, total<TrafficCounter::responses_out>},
    {5, total<TrafficCounter::transactions>}, {6, core_start}};

SnmpValue waiting(Sources sources, std::size_t /*place*/) {
  return gauge32(traffic(sources).totals[TrafficCounter::waiting]);
}

constexpr Arc current_entry[] = {149, 1, 6, 1, 1};
constexpr StandardColumn current_columns[] = {{1, waiting}};

constexpr Arc other_entry[] = {149, 1, 8, 1, 1};
constexpr StandardColumn other_columns[] = {{1, total<TrafficCounter::unsupported_uris>},
                                            {2, total<TrafficCounter::unsupported_methods>},
                                            {3, total<TrafficCounter::discarded>},
                                            {4, core_start}};

// ---- sipCommonMethodStatsTable, sipCommonStatsRetryTable: a row for each method of the registry.
// The enumeration stands in the order of their indexes.

std::size_t methods(Sources /*sources*/) {
  return datamodel::sip_methods.size();
}

TableIndex method_index(Sources /*sources*/, std::size_t place) {
  return TableIndex{}.number(appl_index).octets(datamodel::sip_methods[place]);
}

template <MethodTraffic which>
SnmpValue of_method(Sources sources, std::size_t place) {
  return counter32(traffic(sources).methods[place][which]);
}

constexpr Arc method_entry[] = {149, 1, 4, 1, 1};
constexpr StandardColumn method_columns[] = {{2, of_method<MethodTraffic::requests_out>},
                                             {3, of_method<MethodTraffic::requests_in>},
                                             {4, core_start}};

constexpr Arc retry_entry[] = {149, 1, 7, 1, 1};
constexpr StandardColumn retry_columns[] = {{2, of_method<MethodTraffic::retries>},
                                            {3, of_method<MethodTraffic::final_retries>},
                                            {4, of_method<MethodTraffic::provisional_retries>},
                                            {5, core_start}};

// ---- sipCommonStatusCodeTable: codes are monitored as they occur; no manager makes rows.

constexpr std::uint64_t row_active = 1;  // of RowStatus

std::size_t codes(Sources sources) {
  return traffic(sources).codes.size();
}

TableIndex code_index(Sources sources, std::size_t place) {
  const auto& row = traffic(sources).codes[place];
  return TableIndex{}.number(appl_index).octets(name_of(row.method)).number(row.code);
}

SnmpValue received(Sources sources, std::size_t place) {
  return counter32(traffic(sources).codes[place].received);
}

SnmpValue sent(Sources sources, std::size_t place) {
  return counter32(traffic(sources).codes[place].sent);
}

SnmpValue row_status(Sources /*sources*/, std::size_t /*place*/) {
  return integer(row_active);
}

constexpr Arc code_entry[] = {149, 1, 5, 1, 1};
constexpr StandardColumn code_columns[] = {
    {3, received}, {4, sent}, {5, row_status}, {6, core_start}};

constexpr StandardTable tables[] = {
    {summary_entry, summary_columns, one_place, every_place, index_of_application},
    {method_entry, method_columns, methods, every_place, method_index},
    {code_entry, code_columns, codes, every_place, code_index},
    {current_entry, current_columns, one_place, every_place, index_of_application},
    {retry_entry, retry_columns, methods, every_place, method_index},
    {other_entry, other_columns, one_place, every_place, index_of_application}};

}  // namespace

std::span<const StandardTable> sip_statistics_tables() {
  return tables;
}

}  // namespace lineman::mibs
