#include "tr069/codec/request_reader.hpp"

#include "tr069/codec/codec.hpp"
#include "tr069/codec/taken_arguments.hpp"
#include "tr069/codec/text.hpp"

namespace lineman::cwmp {
namespace {

AcsFault taken_fault(const cwmp__SoapFault& in) {
  AcsFault fault;
  const char* sentence = in.faultstring;
  if (in.detail != nullptr && in.detail->cwmp__Fault != nullptr) {
    const auto& detail = *in.detail->cwmp__Fault;
    if (detail.FaultCode != nullptr) fault.code = parse_unsigned(detail.FaultCode).value_or(0);
    if (detail.FaultString != nullptr && !is_blank(detail.FaultString))
      sentence = detail.FaultString;
  }
  if (sentence != nullptr) fault.sentence = printable(sentence);
  return fault;
}

// Reads the plain body.
class Reader {
 public:
  Reader(struct soap& soap, const Outline& outline, const Frame& frame)
      : soap_(soap), outline_(outline), frame_(frame) {}

  AcsFault fault() {
    cwmp__SoapFault in;
    read(in, soap_get_cwmp__SoapFault, "SOAP-ENV:Fault");
    return soap_.error == SOAP_OK ? taken_fault(in) : AcsFault{};
  }

  AcsMethods methods() {
    cwmp__GetRPCMethodsResponse in;
    read(in, soap_get_cwmp__GetRPCMethodsResponse, "cwmp:GetRPCMethodsResponse");
    return soap_.error == SOAP_OK ? AcsMethods{strings_of(in.MethodList)} : AcsMethods{};
  }

  Request request_or_why_not() {
    if (!is_supported(frame_.name, frame_.cwmp))
      return UnknownRequest{printable(frame_.name, longest_name)};
    auto result = request();
    if (std::holds_alternative<UnknownRequest>(result)) return result;
    if (outline_.arguments_problem) return BadRequest{frame_.name, *outline_.arguments_problem};
    if (soap_.error != SOAP_OK) return BadRequest{frame_.name, sentence()};
    if (!arguments_.problem().empty()) return BadRequest{frame_.name, arguments_.problem()};
    return result;
  }

 private:
  template <typename In>
  using ReadFunction = In* (*)(struct soap*, In*, const char*, const char*);

  template <typename In>
  void read(In& in, ReadFunction<In> function, const std::string& tag) {
    if (soap_begin_recv(&soap_) == SOAP_OK) function(&soap_, &in, tag.c_str(), nullptr);
  }

  template <typename In>
  Request request(ReadFunction<In> function, Request (*take)(const In&, Arguments&)) {
    In in;
    read(in, function, "cwmp:" + frame_.name);
    return soap_.error == SOAP_OK ? take(in, arguments_) : Request{};
  }

  Request request() {
    if (frame_.name == "GetRPCMethods") return GetRPCMethods{frame_.cwmp};
    if (frame_.name == "FactoryReset") return FactoryReset{};
    if (frame_.name == "GetAllQueuedTransfers") return GetAllQueuedTransfers{};
    if (auto parameters = request_about_parameters()) return *parameters;
    if (auto transfer = request_about_what_is_to_come()) return *transfer;
    return UnknownRequest{printable(frame_.name, longest_name)};
  }

  std::optional<Request> request_about_parameters() {
    const auto& name = frame_.name;
    if (name == "SetParameterValues")
      return request<cwmp__SetParameterValues>(soap_get_cwmp__SetParameterValues, taken);
    if (name == "GetParameterValues") return request(soap_get_cwmp__NamesRequest, taken_get_values);
    if (name == "GetParameterNames")
      return request<cwmp__GetParameterNames>(soap_get_cwmp__GetParameterNames, taken);
    if (name == "SetParameterAttributes")
      return request<cwmp__SetParameterAttributes>(soap_get_cwmp__SetParameterAttributes, taken);
    if (name == "GetParameterAttributes")
      return request(soap_get_cwmp__NamesRequest, taken_get_attributes);
    if (name == "AddObject") return request(soap_get_cwmp__ObjectRequest, taken_add_object);
    if (name == "DeleteObject") return request(soap_get_cwmp__ObjectRequest, taken_delete_object);
    return std::nullopt;
  }

  std::optional<Request> request_about_what_is_to_come() {
    const auto& name = frame_.name;
    if (name == "Reboot") return request(soap_get_cwmp__KeyRequest, taken_reboot);
    if (name == "CancelTransfer") return request(soap_get_cwmp__KeyRequest, taken_cancel_transfer);
    if (name == "Download") return request(soap_get_cwmp__FileRequest, taken_download);
    if (name == "Upload") return request(soap_get_cwmp__FileRequest, taken_upload);
    if (name == "ScheduleDownload")
      return request(soap_get_cwmp__FileRequest, taken_schedule_download);
    if (name == "ScheduleInform")
      return request<cwmp__ScheduleInform>(soap_get_cwmp__ScheduleInform, taken);
    return std::nullopt;
  }

  std::string sentence() const {
    if (soap_.error == SOAP_OCCURS)
      return "a list has more than " + std::to_string(maximum_items) + " items";
    return "the arguments cannot be read near <" + printable(soap_.tag, longest_name) + '>';
  }

  struct soap& soap_;
  const Outline& outline_;
  const Frame& frame_;
  Arguments arguments_;
};

Received read_with_gsoap(GsoapContext& context, const Outline& outline, const Frame& frame) {
  std::string_view rest = outline.plain_body;
  const auto table = reading_table();
  Reader reader(context.ready_to_read(table.data(), rest), outline, frame);
  Received result;
  if (frame.is_fault)
    result = reader.fault();
  else if (is_response(frame.name))
    result = reader.methods();
  else
    result = reader.request_or_why_not();
  context.finished();
  return result;
}

}  // namespace

Received read_body(GsoapContext& context, const Outline& outline, const Frame& frame) {
  if (frame.name == "InformResponse") return InformResponse{};
  if (frame.name == "TransferCompleteResponse") return TransferCompleteResponse{};
  if (is_response(frame.name) && frame.name != "GetRPCMethodsResponse")
    return UnknownResponse{printable(frame.name, longest_name)};
  return read_with_gsoap(context, outline, frame);
}

}  // namespace lineman::cwmp
