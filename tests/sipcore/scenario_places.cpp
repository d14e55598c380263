#include "tests/sipcore/scenario_places.hpp"

#include <gtest/gtest.h>

#include <map>

#include "datamodel/labels.hpp"
#include "tests/sipcore/scenario_calls.hpp"

namespace lineman::test {

using namespace lineman::datamodel;

namespace {

using Words = std::vector<std::string>;

std::string state_of(TargetState state) {
  return std::string(target_state_labels[static_cast<std::size_t>(state) - 1].mib);
}

std::string source_of(TargetSource source) {
  return std::string(target_source_labels[static_cast<std::size_t>(source) - 1].mib);
}

std::string place_of(const TargetStatus& target) {
  return target.address + mark_of(static_cast<sipcore::Protocol>(target.transport));
}

const ServerStatus& server_of(const AccountStatus& status, const Words& words) {
  return status.servers.at(std::stoul(words.at(0)) - 1);
}

void check_targets(const ServerStatus& server, const Words& words) {
  Words seen;
  for (const auto& target : server.targets) {
    seen.push_back(place_of(target));
    EXPECT_EQ(source_of(target.source), words.at(1));
  }
  EXPECT_EQ(seen, Words(words.begin() + 2, words.end()));
}

std::string moment(std::int64_t when, std::int64_t start) {
  return when == 0 ? "none" : std::to_string(when - start);
}

// By the names of the public interface.
std::map<std::string, std::string> values_of(const TargetStatus& target, std::int64_t start) {
  return {{"state", state_of(target.state)},
          {"registered", target.registered ? "yes" : "no"},
          {"expires_at", moment(target.expires_at, start)},
          {"ttl", std::to_string(target.ttl)},
          {"rtt_us", std::to_string(target.rtt_us)},
          {"consecutive_failures", std::to_string(target.consecutive_failures)},
          {"last_code", std::to_string(target.last_code)},
          {"last_answer", moment(target.last_answer, start)}};
}

void check_value(const ServerStatus& server, const std::string& place, const std::string& name,
                 const std::string& value, std::int64_t start) {
  for (const auto& target : server.targets) {
    if (place_of(target) != place) continue;
    EXPECT_EQ(values_of(target, start).at(name), value);
    return;
  }
  ADD_FAILURE() << "no target " << place;
}

}  // namespace

bool check_place(const AccountStatus& status, const std::string& command, const Words& words,
                 std::int64_t start) {
  if (command == "targets") {
    check_targets(server_of(status, words), words);
  } else if (command == "target-state") {
    check_value(server_of(status, words), words.at(1), "state", words.at(2), start);
  } else if (command == "target-value") {
    check_value(server_of(status, words), words.at(1), words.at(2), words.at(3), start);
  } else if (command == "server-state") {
    EXPECT_EQ(state_of(server_of(status, words).state), words.at(1));
  } else {
    return false;
  }
  return true;
}

}  // namespace lineman::test
