// The rows of Device.IP.Interface.{i}. and of the addresses below them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "datamodel/instance.hpp"
#include "tr069/model/host_interfaces.hpp"
#include "tr069/model/stable_numbers.hpp"

namespace lineman::cwmp {

// One thread: the agent's loop. Interfaces and addresses keep their numbers as long as the agent
// lives, also while they are away for a time.
class InterfaceTable {
 public:
  using Numbers = std::vector<std::uint16_t>;  // ascending

  // `read` says what there is now; without one there is nothing.
  explicit InterfaceTable(std::function<std::vector<HostInterface>()> read);

  // From now on it shows what there is now.
  void look();

  Numbers interfaces() const;
  Numbers four_of(unsigned interface) const;
  Numbers six_of(unsigned interface) const;

  // `of.account` is the interface, `of.server` the address. Something empty for what is not there.
  const HostInterface& interface(datamodel::Instance of) const;
  const Ipv4Address& four(datamodel::Instance of) const;
  const std::string& six(datamodel::Instance of) const;

 private:
  struct Row {
    HostInterface is;
    std::map<std::uint16_t, Ipv4Address> four;
    std::map<std::uint16_t, std::string> six;
  };
  struct AddressNumbers {
    StableNumbers four;
    StableNumbers six;
  };

  const Row& row(unsigned interface) const;

  std::function<std::vector<HostInterface>()> read_;
  StableNumbers numbers_;
  std::map<std::uint16_t, AddressNumbers> address_numbers_;  // by interface
  std::map<std::uint16_t, Row> rows_;
};

}  // namespace lineman::cwmp
