// Where accounts are, as whoever hears nothing but their events has it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "datamodel/status.hpp"
#include "sipcore/protocol/messages.hpp"

namespace lineman::test {

class ToldPlaces {
 public:
  // Each event has to go on where the one before it ended.
  void take(const sipcore::Event& event, TimePoint now);

  // What the events said is what is.
  void check(const std::vector<datamodel::AccountStatus>& accounts) const;

 private:
  struct Place {
    std::string word = "off";
    std::string target{};
    TimePoint since{};
  };
  std::map<unsigned, Place> places_;
};

}  // namespace lineman::test
