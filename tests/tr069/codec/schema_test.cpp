// Every message that we send, held against the Broadband Forum's schema by xmllint, where a folder
// with it lies beside the repository.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/run.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tr069/codec/codec.hpp"

namespace lineman::cwmp {
namespace {

using lineman::test::ScratchFolder;

std::string models() {
  return lineman::test::source_folder() + "/../shared/models";
}

class Schema : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(models() + "/cwmp-message-1-2.xsd"))
      GTEST_SKIP() << "no CWMP schema in " << models();
  }

  void expect_valid(const std::string& message, const std::string& schema) {
    const auto file = folder_.write("message.xml", message);
    const auto ran = lineman::test::run("XML_CATALOG_FILES='" + models() +
                                        "/offline-catalog.xml' xmllint --nonet --noout --schema '" +
                                        schema + "' '" + file + "' 2>&1");
    EXPECT_EQ(ran.status, 0) << ran.output << message;
  }

  void expect_valid(const std::string& message) {
    expect_valid(message, models() + "/cwmp-message-1-2.xsd");
  }
  void expect_valid(const Response& response) {
    expect_valid(codec_.encode(response, "1", Namespace::cwmp_1_2));
  }

  // For a whole message in the namespace of another schema.
  std::string schema_of(const std::string& space, const std::string& version) {
    const auto import = [&](const std::string& what, const std::string& file) {
      return "<xs:import namespace=\"" + what + "\" schemaLocation=\"" + models() + '/' + file +
             "\"/>";
    };
    return folder_.write(
        version + ".xsd",
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">" +
            import("http://schemas.xmlsoap.org/soap/envelope/", "soap-envelope-min.xsd") +
            import("http://schemas.xmlsoap.org/soap/encoding/", "soap-encoding-min.xsd") +
            import("urn:dslforum-org:cwmp-" + space, "cwmp-" + version + ".xsd") + "</xs:schema>");
  }

  Codec codec_;
  ScratchFolder folder_;
};

Inform inform() {
  return {
      .device = {"Lineman & Co", "00005E", "DeskPhone", "S<1>"},
      .events = {{"0 BOOTSTRAP", ""}, {"1 BOOT", ""}, {"4 VALUE CHANGE", ""}, {"M Reboot", "k"}},
      .current_time = "2026-01-02T03:04:05Z",
      .retry_count = 2,
      .parameters = {{"Device.A", ValueType::string, "a"},
                     {"Device.B", ValueType::unsigned_int, "5"},
                     {"Device.C", ValueType::boolean, "true"},
                     {"Device.D", ValueType::date_time, "0001-01-01T00:00:00Z"},
                     {"Device.E", ValueType::int_, "-1"},
                     {"Device.F", ValueType::unsigned_long, "18446744073709551615"},
                     {"Device.G", ValueType::string, ""}}};
}

TEST_F(Schema, Inform) {
  expect_valid(codec_.encode(inform(), "1", Namespace::cwmp_1_2));
  expect_valid(codec_.encode(inform(), "1", Namespace::cwmp_1_3));
  auto small = inform();
  small.events.clear();
  small.parameters.clear();
  small.current_time = "0001-01-01T00:00:00Z";
  expect_valid(codec_.encode(small, "", Namespace::cwmp_1_2));
}

// SupportedCWMPVersions is declared in 1-4 alone.
TEST_F(Schema, InformOfOtherVersions) {
  expect_valid(codec_.encode(inform(), "1", Namespace::cwmp_1_4), schema_of("1-2", "1-4"));
  expect_valid(codec_.encode(inform(), "1", Namespace::cwmp_1_1), schema_of("1-1", "1-1"));
  expect_valid(codec_.encode(inform(), "1", Namespace::cwmp_1_0), schema_of("1-0", "1-0"));
}

TEST_F(Schema, Responses) {
  expect_valid(Response{GetRPCMethodsResponse{supported_methods()}});
  expect_valid(Response{SetParameterValuesResponse{0}});
  expect_valid(Response{SetParameterValuesResponse{1}});
  expect_valid(Response{AddObjectResponse{.instance_number = 1, .status = 1}});
  expect_valid(Response{DeleteObjectResponse{.status = 0}});
  expect_valid(Response{GetParameterValuesResponse{inform().parameters}});
  expect_valid(Response{GetParameterValuesResponse{}});
  expect_valid(Response{GetParameterNamesResponse{{{"Device.", false}, {"Device.A", true}}}});
  expect_valid(Response{GetParameterNamesResponse{}});
  expect_valid(Response{SetParameterAttributesResponse{}});
  expect_valid(Response{GetParameterAttributesResponse{
      {{"Device.A", Notification::active, {"Subscriber"}}, {"Device.B", Notification::off, {}}}}});
  expect_valid(Response{GetParameterAttributesResponse{}});
  expect_valid(Response{RebootResponse{}});
  expect_valid(Response{FactoryResetResponse{}});
}

GetAllQueuedTransfersResponse queued(std::size_t count) {
  return {{count, {"k", 2, true, "3 Vendor Configuration File", 4'294'967'295, "a & b"}}};
}

TEST_F(Schema, ResponsesAboutTransfers) {
  expect_valid(Response{DownloadResponse{}});
  expect_valid(Response{UploadResponse{}});
  expect_valid(Response{ScheduleInformResponse{}});
  expect_valid(Response{ScheduleDownloadResponse{}});
  expect_valid(Response{CancelTransferResponse{}});
  expect_valid(Response{GetAllQueuedTransfersResponse{}});
  expect_valid(Response{queued(16)});
}

TEST_F(Schema, ResponsesAboutTransfersInOlderNamespaces) {
  for (const auto& [cwmp, name] :
       {std::pair{Namespace::cwmp_1_0, "1-0"}, std::pair{Namespace::cwmp_1_1, "1-1"}}) {
    const auto schema = schema_of(name, name);
    expect_valid(codec_.encode(Response{DownloadResponse{}}, "1", cwmp), schema);
    expect_valid(codec_.encode(Response{UploadResponse{}}, "1", cwmp), schema);
    expect_valid(codec_.encode(Response{ScheduleInformResponse{}}, "1", cwmp), schema);
  }
  expect_valid(codec_.encode(Response{queued(1)}, "1", Namespace::cwmp_1_1),
               schema_of("1-1", "1-1"));
}

TransferComplete complete() {
  return {.command_key = "k <1>",
          .start_time = "2026-01-02T03:04:05Z",
          .complete_time = "0001-01-01T00:00:00Z"};
}

TEST_F(Schema, OwnRequests) {
  expect_valid(codec_.encode(OwnRequest{GetAcsMethods{}}, "2", Namespace::cwmp_1_2));
  expect_valid(codec_.encode(OwnRequest{complete()}, "2", Namespace::cwmp_1_2));
  expect_valid(codec_.encode(OwnRequest{complete()}, "2", Namespace::cwmp_1_1),
               schema_of("1-1", "1-1"));
  expect_valid(codec_.encode(OwnRequest{complete()}, "2", Namespace::cwmp_1_0),
               schema_of("1-0", "1-0"));
}

// 9013 is a word against a request, not against a transfer.
TEST_F(Schema, FaultsOfTransferComplete) {
  for (const auto code : {9001, 9002, 9010, 9011, 9012, 9014, 9015, 9016, 9017, 9018, 9019, 9020}) {
    auto failed = complete();
    failed.fault = static_cast<FaultCode>(code);
    failed.sentence = std::string(300, 'x');
    expect_valid(codec_.encode(OwnRequest{failed}, "2", Namespace::cwmp_1_2));
  }
}

TEST_F(Schema, Faults) {
  for (unsigned code = 9000; code <= 9021; ++code)
    expect_valid(Response{Fault{static_cast<FaultCode>(code), "why not"}});
  expect_valid(Response{Fault{FaultCode::invalid_arguments,
                              "",
                              {{"Device.A", FaultCode::not_writable, "read-only"},
                               {"", FaultCode::invalid_parameter_name, ""}}}});
  expect_valid(codec_.encode_must_understand("1", Namespace::cwmp_1_2));
  expect_valid(codec_.encode_must_understand(std::nullopt, Namespace::cwmp_1_2));
}

TEST_F(Schema, FaultsOfOtherVersions) {
  const Response fault = Fault{FaultCode::invalid_arguments, "why not"};
  expect_valid(codec_.encode(fault, "1", Namespace::cwmp_1_1), schema_of("1-1", "1-1"));
  expect_valid(codec_.encode(fault, "1", Namespace::cwmp_1_0), schema_of("1-0", "1-0"));
}

}  // namespace
}  // namespace lineman::cwmp
