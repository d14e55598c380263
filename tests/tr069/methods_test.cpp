#include "tr069/methods.hpp"

#include "tests/tr069/fake_mover.hpp"
#include "tests/tr069/model_fixture.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::ProblemCode;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string server = "Device.Services.VoiceService.1.SIP.Network.1.FQDNServer.1.";
const std::string label = "Device.Services.VoiceService.1.SIP.Client.1.X_00005E_Label";

class MethodsTest : public test::ModelFixture {
 protected:
  Response call(const Request& request) {
    Response response = Fault{.sentence = "nobody answered"};
    bool is_answered = false;
    methods_.call(request, "https://acs.example:443", [&](Response answer) {
      response = std::move(answer);
      is_answered = true;
    });
    if (const auto disk = std::exchange(disk_, nullptr)) {
      EXPECT_FALSE(is_answered) << "before it is on the disk";
      disk(durable_);
    }
    return response;
  }
  Fault fault(const Request& request) {
    const auto response = call(request);
    const auto* found = std::get_if<Fault>(&response);
    return found != nullptr ? *found : Fault{.code = {}, .sentence = "no fault"};
  }

  // Of a phone that nothing restarts, and that moves no files.
  Fault fault_of_a_bare_phone(const Request& request) {
    Methods methods{{.configuration = configuration_,
                     .status = status_,
                     .model = model_,
                     .clock = clock_,
                     .state = state_},
                    {.save = [](auto done) { done(true); }}};
    Response response;
    methods.call(request, "", [&](Response answer) { response = std::move(answer); });
    return std::get<Fault>(response);
  }

  test::FakeMover mover_;
  State state_;
  bool durable_ = true;
  int saved_ = 0;
  std::function<void(bool durable)> disk_{};  // what waits for it
  Methods methods_{{.configuration = configuration_,
                    .status = status_,
                    .model = model_,
                    .clock = clock_,
                    .state = state_,
                    .mover = &mover_},
                   {.save =
                        [this](auto done) {
                          ++saved_;
                          disk_ = std::move(done);
                        },
                    .can_reboot = true}};
};

TEST_F(MethodsTest, SetParameterValuesIsOneTransactionWithItsKey) {
  const auto response = call(SetParameterValues{
      .values = {{server + "Domain", "string", "sip.example"}, {label, "string", "Reception"}},
      .parameter_key = "key 7"});
  EXPECT_EQ(response, Response{SetParameterValuesResponse{.status = 0}});
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  const auto& request = configuration_.requests[0];
  EXPECT_EQ(request.asker, (Asker{Door::cwmp, "https://acs.example:443"}));
  EXPECT_EQ(request.parameter_key, "key 7");
  EXPECT_EQ(request.deadline, clock_.now() + longest_change);
  ASSERT_THAT(request.changes, SizeIs(2));
  EXPECT_EQ(datamodel::name_of(request.changes[0].parameter), "account.1.label");
  EXPECT_EQ(request.changes[0].value, "Reception");
  EXPECT_EQ(datamodel::name_of(request.changes[1].parameter), "account.1.sip_server.1.address");
  EXPECT_EQ(request.changes[1].value, "sip.example");
}

TEST_F(MethodsTest, StatusSaysThatAChangeWaitsForTheCore) {
  configuration_.outcome.applied = Applied::not_yet;
  EXPECT_EQ(call(SetParameterValues{.values = {{label, "", "x"}}}),
            Response{SetParameterValuesResponse{.status = 1}});
}

TEST_F(MethodsTest, EachBadParameterHasItsFaultAndNothingRuns) {
  const auto answer = fault(SetParameterValues{.values = {{server + "Port", "unsignedInt", "70000"},
                                                          {server + "Domain", "unsignedInt", "1"},
                                                          {label, "string", "good"},
                                                          {"Device.Nothing", "string", "x"}}});
  EXPECT_EQ(answer.code, FaultCode::invalid_arguments);
  ASSERT_THAT(answer.parameters, SizeIs(3));
  EXPECT_EQ(answer.parameters[0].code, FaultCode::invalid_parameter_value);
  EXPECT_EQ(answer.parameters[1].code, FaultCode::invalid_parameter_type);
  EXPECT_EQ(answer.parameters[2].code, FaultCode::invalid_parameter_name);
  EXPECT_THAT(configuration_.requests, IsEmpty());
}

TEST_F(MethodsTest, WhatTheEngineRefusesIsAFaultOfItsParameter) {
  configuration_.outcome.problems = {
      {ProblemCode::conflict, "account.1.label", "x", "goes with nothing"}};
  auto answer = fault(SetParameterValues{.values = {{label, "string", "x"}}});
  EXPECT_EQ(answer.code, FaultCode::invalid_arguments);
  ASSERT_THAT(answer.parameters, SizeIs(1));
  EXPECT_EQ(answer.parameters[0].name, label);
  EXPECT_EQ(answer.parameters[0].code, FaultCode::invalid_parameter_value);

  configuration_.outcome.problems = {{ProblemCode::busy, "", "", "another change is under way"}};
  answer = fault(SetParameterValues{.values = {{label, "string", "x"}}});
  EXPECT_EQ(answer.code, FaultCode::internal_error);
  EXPECT_THAT(answer.parameters, IsEmpty());
}

TEST_F(MethodsTest, ValuesAreAskedOfTheCoreAnew) {
  configuration_.set("account.1.label", "Reception");
  EXPECT_EQ(call(GetParameterValues{{label}}),
            (Response{GetParameterValuesResponse{{{label, ValueType::string, "Reception"}}}}));
  EXPECT_EQ(status_.refreshed, 1);
  EXPECT_EQ(fault(GetParameterValues{{label, "Device.Nothing"}}).code,
            FaultCode::invalid_parameter_name);
}

TEST_F(MethodsTest, NamesAndMethodsAreListed) {
  EXPECT_EQ(call(GetRPCMethods{}), Response{GetRPCMethodsResponse{supported_methods()}});
  EXPECT_EQ(call(GetParameterNames{label, false}),
            (Response{GetParameterNamesResponse{{{label, true}}}}));
  EXPECT_EQ(fault(GetParameterNames{label, true}).code, FaultCode::invalid_arguments);
}

TEST_F(MethodsTest, AttributesAreDurableBeforeTheAnswer) {
  const SetParameterAttributes request{
      {{.name = label, .notification_change = true, .notification = 2}}};
  EXPECT_EQ(call(request), Response{SetParameterAttributesResponse{}});
  EXPECT_EQ(saved_, 1);
  EXPECT_EQ(
      call(GetParameterAttributes{{label}}),
      (Response{GetParameterAttributesResponse{{{label, Notification::active, {"Subscriber"}}}}}));
}

TEST_F(MethodsTest, WhatCannotBeStoredIsNotPromised) {
  durable_ = false;
  EXPECT_EQ(fault(SetParameterAttributes{
                      {{.name = label, .notification_change = true, .notification = 2}}})
                .code,
            FaultCode::internal_error);
  EXPECT_TRUE(state_.notifications.empty());
  EXPECT_EQ(fault(Reboot{"key"}).code, FaultCode::internal_error);
  EXPECT_FALSE(state_.reboot);
  EXPECT_EQ(fault(FactoryReset{}).code, FaultCode::internal_error);
  EXPECT_FALSE(state_.factory_reset);
}

TEST_F(MethodsTest, RebootAndFactoryResetAreNotedForLater) {
  EXPECT_EQ(call(Reboot{"key"}), Response{RebootResponse{}});
  EXPECT_EQ(state_.reboot, "key");
  EXPECT_EQ(call(FactoryReset{}), Response{FactoryResetResponse{}});
  EXPECT_TRUE(state_.factory_reset);
  EXPECT_EQ(saved_, 2);
}

TEST_F(MethodsTest, APhoneThatNothingRestartsSaysSo) {
  EXPECT_EQ(fault_of_a_bare_phone(Reboot{"key"}).code, FaultCode::request_denied);
  EXPECT_FALSE(state_.reboot);
}

const Download download{.command_key = "k",
                        .file_type = "3 Vendor Configuration File",
                        .url = "http://h/a.cfg",
                        .delay_seconds = 5};
const Upload upload{.command_key = "k", .file_type = "2 Vendor Log File", .url = "http://h/log"};
const ScheduleDownload scheduled{.command_key = "k",
                                 .file_type = "1 Firmware Upgrade Image",
                                 .url = "http://h/image",
                                 .windows = {{.start = 0, .end = 9, .mode = "2 Immediately"}}};

TEST_F(MethodsTest, TransfersAreQueuedAndDurableBeforeTheAnswer) {
  EXPECT_EQ(call(download), Response{DownloadResponse{}});
  EXPECT_EQ(call(upload), Response{UploadResponse{}});
  EXPECT_EQ(call(scheduled), Response{ScheduleDownloadResponse{}});
  EXPECT_EQ(saved_, 3);
  EXPECT_THAT(state_.transfers.transfers(), SizeIs(3));
  EXPECT_EQ(state_.transfers.transfers()[0].windows.at(0).start.since, moment_of(clock_.wall()));
  const auto listed = call(GetAllQueuedTransfers{});
  EXPECT_THAT(std::get<GetAllQueuedTransfersResponse>(listed).transfers, SizeIs(3));
  EXPECT_EQ(call(CancelTransfer{"k"}), Response{CancelTransferResponse{}});
  EXPECT_TRUE(state_.transfers.empty());
  EXPECT_EQ(saved_, 4);
}

TEST_F(MethodsTest, TransfersThatCannotBeStoredAreNotPromised) {
  call(download);
  durable_ = false;
  EXPECT_EQ(fault(download).code, FaultCode::internal_error);
  EXPECT_EQ(fault(upload).code, FaultCode::internal_error);
  EXPECT_EQ(fault(scheduled).code, FaultCode::internal_error);
  EXPECT_EQ(fault(CancelTransfer{"k"}).code, FaultCode::internal_error);
  EXPECT_THAT(state_.transfers.transfers(), SizeIs(1)) << "nothing came and nothing is cancelled";
  EXPECT_EQ(fault(ScheduleInform{1, "k"}).code, FaultCode::internal_error);
  EXPECT_THAT(state_.informs, IsEmpty());
}

TEST_F(MethodsTest, Fault9004ForMoreTransfersThanTheQueueHolds) {
  for (std::size_t i = 0; i < maximum_transfers; ++i) call(download);
  EXPECT_EQ(fault(download).code, FaultCode::resources_exceeded);
  EXPECT_EQ(fault(upload).code, FaultCode::resources_exceeded);
  EXPECT_EQ(fault(scheduled).code, FaultCode::resources_exceeded);
}

TEST_F(MethodsTest, WhatTheMoverObjectsToIsTheFault) {
  mover_.objects = Fault{.code = FaultCode::unsupported_protocol, .sentence = "ftp is not spoken"};
  EXPECT_EQ(fault(download).code, FaultCode::unsupported_protocol);
  EXPECT_EQ(fault(upload).code, FaultCode::unsupported_protocol);
  EXPECT_EQ(fault(scheduled).code, FaultCode::unsupported_protocol);
  EXPECT_TRUE(state_.transfers.empty());
}

TEST_F(MethodsTest, Fault9003ForAFileTypeThatIsNotKnown) {
  auto request = download;
  request.file_type = "2 Web Content";
  EXPECT_EQ(fault(request).code, FaultCode::invalid_arguments);
}

TEST_F(MethodsTest, Fault9021ForATransferThatIsUnderWay) {
  call(download);
  state_.transfers.begun(1, clock_.wall(), 41);
  EXPECT_EQ(fault(CancelTransfer{"k"}).code, FaultCode::cancel_not_permitted);
  EXPECT_EQ(call(CancelTransfer{"unheard"}), Response{CancelTransferResponse{}});
}

TEST_F(MethodsTest, ScheduleInformIsNotedForLater) {
  EXPECT_EQ(call(ScheduleInform{60, "k"}), Response{ScheduleInformResponse{}});
  EXPECT_THAT(state_.informs,
              ElementsAre(PromisedInform{
                  {.since = moment_of(clock_.wall()), .delay = std::chrono::seconds{60}}, "k"}));
  EXPECT_EQ(saved_, 1);
}

TEST_F(MethodsTest, ScheduleInformHasTheFaults9003And9004) {
  EXPECT_EQ(fault(ScheduleInform{0, "k"}).code, FaultCode::invalid_arguments);
  for (std::size_t i = 0; i < maximum_promised_informs; ++i) call(ScheduleInform{1, "k"});
  EXPECT_EQ(fault(ScheduleInform{1, "k"}).code, FaultCode::resources_exceeded);
}

TEST_F(MethodsTest, APhoneThatMovesNoFilesSaysSo) {
  EXPECT_EQ(fault_of_a_bare_phone(download).code, FaultCode::request_denied);
}

TEST_F(MethodsTest, MethodsAreThoseOfTheNamespace) {
  EXPECT_EQ(call(GetRPCMethods{Namespace::cwmp_1_0}),
            Response{GetRPCMethodsResponse{supported_methods(Namespace::cwmp_1_0)}});
}

TEST_F(MethodsTest, FixedRowsAreNeitherAddedNorDeleted) {
  EXPECT_EQ(fault(AddObject{"Device.Services.VoiceService.1.SIP.Client.", ""}).code,
            FaultCode::not_writable);
  EXPECT_EQ(fault(DeleteObject{"Device.Services.VoiceService.1.SIP.Client.1.", ""}).code,
            FaultCode::not_writable);
}

TEST_F(MethodsTest, UnknownAndMalformedRequestsHaveTheirFaults) {
  EXPECT_EQ(fault(UnknownRequest{"Frobnicate"}).code, FaultCode::method_not_supported);
  EXPECT_EQ(
      fault(BadRequest{"Reboot", "CommandKey is missing"}),
      (Fault{.code = FaultCode::invalid_arguments, .sentence = "Reboot: CommandKey is missing"}));
}

}  // namespace
}  // namespace lineman::cwmp
