// The data model over a configuration and a status that the test writes.
#pragma once

#include <gmock/gmock.h>

#include "tests/agent/control/fakes.hpp"
#include "tests/support/fake_clock.hpp"
#include "tr069/model/data_model.hpp"

namespace lineman::test {

class ModelFixture : public testing::Test {
 protected:
  FakeClock clock_;
  FakeConfiguration configuration_;
  FakeStatus status_;
  cwmp::DataModel model_{
      configuration_,
      status_,
      {.id = {"Lineman", "00005E", "DeskPhone", "TEST0001"},
       .model_name = "LM-16",
       .hardware_version = "1.0",
       .software_version = "0.1.0",
       .connection_request_url = [] { return std::string{"http://127.0.0.1:7547/x"}; },
       .up_time = [] { return std::int64_t{7}; },
       .now = [this] { return clock_.wall(); }}};
};

}  // namespace lineman::test
