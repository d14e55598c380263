#include "tr069/model/interface_table.hpp"

#include <algorithm>

namespace lineman::cwmp {
namespace {

template <typename Rows>
InterfaceTable::Numbers numbers_of(const Rows& rows) {
  InterfaceTable::Numbers numbers;
  for (const auto& [number, row] : rows) numbers.push_back(number);
  return numbers;
}

template <typename Row>
const Row& found_in(const std::map<std::uint16_t, Row>& rows, unsigned number) {
  static const Row nothing{};
  const auto at = rows.find(static_cast<std::uint16_t>(number));
  return at == rows.end() ? nothing : at->second;
}

std::vector<std::string> texts(const std::vector<Ipv4Address>& addresses) {
  std::vector<std::string> list;
  list.reserve(addresses.size());
  for (const auto& each : addresses) list.push_back(each.address);
  return list;
}

}  // namespace

InterfaceTable::InterfaceTable(std::function<std::vector<HostInterface>()> read)
    : read_{std::move(read)} {}

void InterfaceTable::look() {
  if (!read_) return;
  const auto list = read_();
  std::vector<std::string> names;
  names.reserve(list.size());
  for (const auto& each : list) names.push_back(each.name);
  numbers_.set(names);
  rows_.clear();
  for (const auto& each : list) {
    const auto number = numbers_.number_of(each.name);
    auto& addresses = address_numbers_[number];
    addresses.four.set(texts(each.four));
    addresses.six.set(each.six);
    Row row{.is = each, .four = {}, .six = {}};
    for (const auto& four : each.four) row.four[addresses.four.number_of(four.address)] = four;
    for (const auto& six : each.six) row.six[addresses.six.number_of(six)] = six;
    rows_.insert_or_assign(number, std::move(row));
  }
  if (address_numbers_.size() > StableNumbers::most_remembered) {
    std::erase_if(address_numbers_, [&](const auto& each) { return !rows_.contains(each.first); });
  }
}

InterfaceTable::Numbers InterfaceTable::interfaces() const {
  return numbers_of(rows_);
}

InterfaceTable::Numbers InterfaceTable::four_of(unsigned interface) const {
  return numbers_of(row(interface).four);
}

InterfaceTable::Numbers InterfaceTable::six_of(unsigned interface) const {
  return numbers_of(row(interface).six);
}

const HostInterface& InterfaceTable::interface(datamodel::Instance of) const {
  return row(of.account).is;
}

const Ipv4Address& InterfaceTable::four(datamodel::Instance of) const {
  return found_in(row(of.account).four, of.server);
}

const std::string& InterfaceTable::six(datamodel::Instance of) const {
  return found_in(row(of.account).six, of.server);
}

const InterfaceTable::Row& InterfaceTable::row(unsigned interface) const {
  return found_in(rows_, interface);
}

}  // namespace lineman::cwmp
