// AddObject and DeleteObject (TR-069, A.3.2.6 and A.3.2.7), carried out.
#include "tests/tr069/model_fixture.hpp"
#include "tr069/methods.hpp"

namespace lineman::cwmp {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const std::string table = "Device.ManagementServer.InformParameter.";

class RowMethods : public lineman::test::ModelFixture {
 protected:
  Response call(const Request& request) {
    Response response = Fault{.sentence = "nobody answered"};
    methods_.call(request, "https://acs.example:443",
                  [&](Response answer) { response = std::move(answer); });
    return response;
  }
  FaultCode fault(const Request& request) {
    const auto response = call(request);
    const auto* found = std::get_if<Fault>(&response);
    return found != nullptr ? found->code : FaultCode{};
  }

  State state_;
  Methods methods_{{.configuration = configuration_,
                    .status = status_,
                    .model = model_,
                    .clock = clock_,
                    .state = state_},
                   {.save = [](auto done) { done(true); }}};
};

TEST_F(RowMethods, AddObjectIsOneTransactionWithItsKey) {
  EXPECT_EQ(call(AddObject{.object_name = table, .parameter_key = "key 8"}),
            (Response{AddObjectResponse{.instance_number = 1, .status = 0}}));
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  EXPECT_EQ(configuration_.requests[0].parameter_key, "key 8");
  EXPECT_EQ(configuration_.requests[0].asker.door, Door::cwmp);
}

TEST_F(RowMethods, DeleteObjectIsOneTransactionWithItsKey) {
  configuration_.set(table + "4.Alias", "cpe-4");
  EXPECT_EQ(call(DeleteObject{.object_name = table + "4.", .parameter_key = "key 9"}),
            (Response{DeleteObjectResponse{.status = 0}}));
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  EXPECT_EQ(configuration_.requests[0].parameter_key, "key 9");
}

TEST_F(RowMethods, ARowThatIsDeletedTakesItsAttributesAlong) {
  configuration_.set(table + "4.Alias", "cpe-4");
  state_.notifications = {{table + "4.Enable", Notification::active},
                          {table + "14.Enable", Notification::active}};
  call(DeleteObject{.object_name = table + "4."});
  EXPECT_THAT(state_.notifications, SizeIs(1));
  EXPECT_TRUE(state_.notifications.contains(table + "14.Enable"));
}

TEST_F(RowMethods, WhatTheEngineRefusesIsAFaultAndTheRowIsNotThere) {
  configuration_.outcome.problems = {{datamodel::ProblemCode::store_failed, {}, {}, "disk"}};
  EXPECT_EQ(fault(AddObject{.object_name = table}), FaultCode::internal_error);
}

TEST_F(RowMethods, HonestFaultsElsewhere) {
  EXPECT_EQ(fault(AddObject{.object_name = "Device.Services.VoiceService."}),
            FaultCode::not_writable);
  EXPECT_EQ(fault(AddObject{.object_name = "Device.Nothing."}), FaultCode::invalid_parameter_name);
  EXPECT_EQ(fault(AddObject{.object_name = table.substr(0, table.size() - 1)}),
            FaultCode::invalid_arguments);
  EXPECT_EQ(fault(DeleteObject{.object_name = table + "1."}), FaultCode::invalid_parameter_name);
  EXPECT_EQ(fault(DeleteObject{.object_name = table}), FaultCode::invalid_parameter_name);
  EXPECT_THAT(configuration_.requests, IsEmpty());
}

}  // namespace
}  // namespace lineman::cwmp
