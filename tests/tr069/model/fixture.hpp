// A data model over a configuration and a status that the test writes itself.
#pragma once

#include <gmock/gmock.h>

#include "tests/agent/control/fakes.hpp"
#include "tr069/model/data_model.hpp"

namespace lineman::cwmp::test {

inline constexpr std::string_view voice = "Device.Services.VoiceService.1.";
inline constexpr std::string_view sip = "Device.Services.VoiceService.1.SIP.";

inline std::string client(unsigned account, std::string_view leaf) {
  return std::string{sip} + "Client." + std::to_string(account) + '.' + std::string{leaf};
}
inline std::string network(unsigned account, std::string_view leaf) {
  return std::string{sip} + "Network." + std::to_string(account) + '.' + std::string{leaf};
}
inline std::string server(unsigned account, unsigned number, std::string_view leaf) {
  return network(account, "FQDNServer." + std::to_string(number) + '.' + std::string{leaf});
}
inline std::string failover(unsigned account, unsigned number, std::string_view leaf) {
  return server(account, number, "X_00005E_Failover." + std::string{leaf});
}

inline std::string proxy(unsigned account, unsigned number, std::string_view leaf) {
  return network(account,
                 "X_00005E_OutboundProxy." + std::to_string(number) + '.' + std::string{leaf});
}

inline std::string inform_parameter(unsigned number, std::string_view leaf) {
  return "Device.ManagementServer.InformParameter." + std::to_string(number) + '.' +
         std::string{leaf};
}

class ModelTest : public ::testing::Test {
 protected:
  DeviceFacts facts() {
    return {.id = {.manufacturer = "Lineman",
                   .oui = "00005E",
                   .product_class = "DeskPhone",
                   .serial_number = "0000000001"},
            .model_name = "LM-16",
            .hardware_version = "1",
            .software_version = "0.1.0",
            .connection_request_url = [] { return std::string{"http://192.0.2.1:7547/abc"}; },
            .up_time = [] { return std::int64_t{77}; },
            .now = [] { return WallTime{}; },
            .interfaces = [this] { return interfaces; }};
  }

  // Every place of InformParameter is a row.
  void fill_inform_parameters() {
    for (unsigned number = 1; number <= datamodel::maximum_inform_parameters; ++number) {
      configuration.set(inform_parameter(number, "Alias"), "cpe-" + std::to_string(number));
    }
  }

  std::string read(const std::string& name) const {
    const auto value = model.value(name);
    return value ? value->value : "(not there)";
  }

  DataModel::Plan plan(std::vector<AssignedValue> values) const { return model.plan(values); }

  std::vector<HostInterface> interfaces{{.name = "lo",
                                         .enabled = true,
                                         .up = true,
                                         .loopback = true,
                                         .four = {{"127.0.0.1", "255.0.0.0"}},
                                         .six = {"::1"}}};
  lineman::test::FakeConfiguration configuration;
  lineman::test::FakeStatus status;
  DataModel model{configuration, status, facts()};
};

// "NAME CODE"
inline std::vector<std::string> told(const DataModel::Plan& plan) {
  std::vector<std::string> lines;
  for (const auto& fault : plan.faults) {
    lines.push_back(fault.name + ' ' + std::to_string(static_cast<unsigned>(fault.code)));
  }
  return lines;
}

// "name=value" as they are stored
inline std::vector<std::string> changes(const DataModel::Plan& plan) {
  std::vector<std::string> lines;
  for (const auto& change : plan.changes) {
    lines.push_back(name_of(change.parameter) + '=' + change.value);
  }
  return lines;
}

}  // namespace lineman::cwmp::test
