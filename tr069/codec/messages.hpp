// What goes between the phone and its ACS, as plain values: the RPCs of TR-069 (annex A) and the
// SOAP header that belongs to them. Nothing here knows of XML.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tr069/codec/fault_code.hpp"
#include "tr069/codec/transfer_messages.hpp"

namespace lineman::cwmp {

// "urn:dslforum-org:cwmp-1-2" stands for CWMP 1.2 to 1.4 as well (TR-069, 3.4.1.1).
enum class Namespace : std::uint8_t { cwmp_1_0, cwmp_1_1, cwmp_1_2, cwmp_1_3, cwmp_1_4 };

std::string_view to_string(Namespace which);

// The types that a value has on the wire (TR-106, 3.2); written as xsd:string and the like.
enum class ValueType : std::uint8_t {
  string,
  int_,
  unsigned_int,
  unsigned_long,
  boolean,
  date_time,
};

std::string_view to_string(ValueType type);  // "xsd:unsignedInt"

// A value that we send.
struct ParameterValue {
  std::string name;
  ValueType type = ValueType::string;
  std::string value;

  bool operator==(const ParameterValue&) const = default;
};

// A value that the ACS sends: `type` is the local name of its xsi:type ("unsignedInt"), empty where
// it has none.
struct AssignedValue {
  std::string name;
  std::string type;
  std::string value;

  bool operator==(const AssignedValue&) const = default;
};

struct ParameterInfo {
  std::string name;
  bool writable = false;

  bool operator==(const ParameterInfo&) const = default;
};

enum class Notification : std::uint8_t { off = 0, passive = 1, active = 2 };

struct ParameterAttributes {
  std::string name;
  Notification notification = Notification::off;
  std::vector<std::string> access_list{};

  bool operator==(const ParameterAttributes&) const = default;
};

// Requests of the ACS.

struct GetRPCMethods {
  Namespace cwmp = Namespace::cwmp_1_2;  // the one that it was asked in
  bool operator==(const GetRPCMethods&) const = default;
};
struct SetParameterValues {
  std::vector<AssignedValue> values{};
  std::string parameter_key{};
  bool operator==(const SetParameterValues&) const = default;
};
struct GetParameterValues {
  std::vector<std::string> names{};
  bool operator==(const GetParameterValues&) const = default;
};
struct GetParameterNames {
  std::string path{};
  bool next_level = false;
  bool operator==(const GetParameterNames&) const = default;
};
struct SetAttributes {
  std::string name{};
  bool notification_change = false;
  std::optional<unsigned> notification{};  // as it came; nothing where it was left out or empty
  bool access_list_change = false;
  std::vector<std::string> access_list{};
  bool operator==(const SetAttributes&) const = default;
};
struct SetParameterAttributes {
  std::vector<SetAttributes> list{};
  bool operator==(const SetParameterAttributes&) const = default;
};
struct GetParameterAttributes {
  std::vector<std::string> names{};
  bool operator==(const GetParameterAttributes&) const = default;
};
struct AddObject {
  std::string object_name{};
  std::string parameter_key{};
  bool operator==(const AddObject&) const = default;
};
struct DeleteObject {
  std::string object_name{};
  std::string parameter_key{};
  bool operator==(const DeleteObject&) const = default;
};
struct Reboot {
  std::string command_key{};
  bool operator==(const Reboot&) const = default;
};
struct FactoryReset {
  bool operator==(const FactoryReset&) const = default;
};
// A well-formed request with a name that we do not know: answered with 9000.
struct UnknownRequest {
  std::string name{};
  bool operator==(const UnknownRequest&) const = default;
};
// A request whose arguments are missing or of a wrong form: answered with 9003. `sentence` says
// which.
struct BadRequest {
  std::string name{};
  std::string sentence{};
  bool operator==(const BadRequest&) const = default;
};

using Request =
    std::variant<GetRPCMethods, SetParameterValues, GetParameterValues, GetParameterNames,
                 SetParameterAttributes, GetParameterAttributes, AddObject, DeleteObject, Reboot,
                 FactoryReset, Download, Upload, ScheduleInform, CancelTransfer,
                 GetAllQueuedTransfers, ScheduleDownload, UnknownRequest, BadRequest>;

// Responses to the ACS.

// A parameter of a SetParameterValues that was refused.
struct ParameterFault {
  std::string name;
  FaultCode code = FaultCode::internal_error;
  std::string sentence;
  bool operator==(const ParameterFault&) const = default;
};
struct Fault {
  FaultCode code = FaultCode::internal_error;
  std::string sentence{};
  std::vector<ParameterFault> parameters{};  // of SetParameterValues alone
  bool operator==(const Fault&) const = default;
};

struct GetRPCMethodsResponse {
  std::vector<std::string> methods{};
  bool operator==(const GetRPCMethodsResponse&) const = default;
};
struct SetParameterValuesResponse {
  unsigned status = 0;  // 0: applied, 1: committed and not yet applied
  bool operator==(const SetParameterValuesResponse&) const = default;
};
struct GetParameterValuesResponse {
  std::vector<ParameterValue> values{};
  bool operator==(const GetParameterValuesResponse&) const = default;
};
struct GetParameterNamesResponse {
  std::vector<ParameterInfo> names{};
  bool operator==(const GetParameterNamesResponse&) const = default;
};
struct SetParameterAttributesResponse {
  bool operator==(const SetParameterAttributesResponse&) const = default;
};
struct GetParameterAttributesResponse {
  std::vector<ParameterAttributes> list{};
  bool operator==(const GetParameterAttributesResponse&) const = default;
};
struct AddObjectResponse {
  unsigned instance_number = 0;
  unsigned status = 0;  // as SetParameterValuesResponse has it
  bool operator==(const AddObjectResponse&) const = default;
};
struct DeleteObjectResponse {
  unsigned status = 0;
  bool operator==(const DeleteObjectResponse&) const = default;
};
struct RebootResponse {
  bool operator==(const RebootResponse&) const = default;
};
struct FactoryResetResponse {
  bool operator==(const FactoryResetResponse&) const = default;
};

using Response =
    std::variant<Fault, GetRPCMethodsResponse, SetParameterValuesResponse,
                 GetParameterValuesResponse, GetParameterNamesResponse,
                 SetParameterAttributesResponse, GetParameterAttributesResponse, AddObjectResponse,
                 DeleteObjectResponse, RebootResponse, FactoryResetResponse, DownloadResponse,
                 UploadResponse, ScheduleInformResponse, CancelTransferResponse,
                 GetAllQueuedTransfersResponse, ScheduleDownloadResponse>;

// Our own requests, and what the ACS answers.

struct DeviceId {
  std::string manufacturer;
  std::string oui;
  std::string product_class;
  std::string serial_number;
  bool operator==(const DeviceId&) const = default;
};
struct EventStruct {
  std::string code;         // "0 BOOTSTRAP"
  std::string command_key;  // of "M Reboot" and the like
  bool operator==(const EventStruct&) const = default;
};
struct Inform {
  DeviceId device{};
  std::vector<EventStruct> events{};
  std::string current_time{};  // dateTime
  unsigned retry_count = 0;
  std::vector<ParameterValue> parameters{};
  bool operator==(const Inform&) const = default;
};

// Asks the ACS for the names of its methods.
struct GetAcsMethods {
  bool operator==(const GetAcsMethods&) const = default;
};

// What we may ask of the ACS between its InformResponse and its own first request.
using OwnRequest = std::variant<TransferComplete, GetAcsMethods>;

std::string_view name_of(const OwnRequest& request);  // "TransferComplete"

struct InformResponse {
  bool operator==(const InformResponse&) const = default;
};
// A fault of the ACS: CWMP's code (8000 and up), 0 where it is a plain SOAP fault.
struct AcsFault {
  unsigned code = 0;
  std::string sentence{};
  bool operator==(const AcsFault&) const = default;
};

struct TransferCompleteResponse {
  bool operator==(const TransferCompleteResponse&) const = default;
};
struct AcsMethods {
  std::vector<std::string> methods{};
  bool operator==(const AcsMethods&) const = default;
};
// A response of the ACS that we never ask for.
struct UnknownResponse {
  std::string name{};
  bool operator==(const UnknownResponse&) const = default;
};

using Received = std::variant<Request, InformResponse, TransferCompleteResponse, AcsMethods,
                              AcsFault, UnknownResponse>;

// The SOAP header (TR-069, 3.5) of what the ACS sends.
struct Header {
  std::optional<std::string> id{};  // echoed exactly
  bool hold_requests = false;
  std::optional<std::string> use_cwmp_version{};  // "1.2"
  bool operator==(const Header&) const = default;
};

struct Envelope {
  Header header{};
  Namespace cwmp = Namespace::cwmp_1_2;
  Received body{};
  bool operator==(const Envelope&) const = default;
};

// The names of all RPCs that we answer in this namespace, as GetRPCMethodsResponse lists them: the
// older ones do not have all.
std::vector<std::string> supported_methods(Namespace cwmp = Namespace::cwmp_1_2);
bool is_supported(std::string_view method, Namespace cwmp);

// "SetParameterValues"
std::string_view name_of(const Request& request);

}  // namespace lineman::cwmp
