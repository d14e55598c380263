#include "tr069/codec/message_writer.hpp"

#include "tr069/codec/text.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::string_view supported_versions = "1.0,1.1,1.2,1.3,1.4";

}  // namespace

void MessageWriter::header(const std::optional<std::string>& id, bool announces) {
  if (!id && !announces) return;
  cwmp__HeaderBlock id_block;
  cwmp__HeaderBlock versions;
  cwmp__Header out;
  if (id) {
    id_block.__item = kept(*id);
    id_block.SOAP_ENV__mustUnderstand = kept("1");
    out.cwmp__ID = &id_block;
  }
  if (announces) {
    versions.__item = kept(supported_versions);
    versions.SOAP_ENV__mustUnderstand = kept("0");
    out.cwmp__SupportedCWMPVersions = &versions;
  }
  soap_put_cwmp__Header(&soap_, &out, "SOAP-ENV:Header", nullptr);
}

void MessageWriter::write(const Inform& inform) {
  cwmp__DeviceIdStruct device;
  device.Manufacturer = text(inform.device.manufacturer);
  device.OUI = text(inform.device.oui);
  device.ProductClass = text(inform.device.product_class);
  device.SerialNumber = text(inform.device.serial_number);
  cwmp__EventList events;
  events.SOAP_ENC__arrayType = array_type("cwmp:EventStruct", inform.events.size());
  fill(events.__sizeEventStruct, events.EventStruct, inform.events,
       [&](const EventStruct& from, cwmp__EventStruct& to) {
         to.EventCode = text(from.code);
         to.CommandKey = text(from.command_key);
       });
  auto values = list(inform.parameters);
  cwmp__Inform out;
  out.DeviceId = &device;
  out.Event = &events;
  out.MaxEnvelopes = text("1");
  out.CurrentTime = text(inform.current_time);
  out.RetryCount = text(std::to_string(inform.retry_count));
  out.ParameterList = &values;
  soap_put_cwmp__Inform(&soap_, &out, "cwmp:Inform", nullptr);
}

void MessageWriter::write(const TransferComplete& request) {
  cwmp__FaultStruct fault;
  fault.FaultCode = request.fault ? text(*request.fault) : text("0");
  fault.FaultString = text(printable(request.sentence));
  cwmp__TransferComplete out;
  out.CommandKey = text(request.command_key);
  out.FaultStruct = &fault;
  out.StartTime = text(request.start_time);
  out.CompleteTime = text(request.complete_time);
  soap_put_cwmp__TransferComplete(&soap_, &out, "cwmp:TransferComplete", nullptr);
}

void MessageWriter::write(const Fault& fault) {
  cwmp__FaultStruct inner;
  inner.FaultCode = text(fault.code);
  inner.FaultString = text(fault.sentence);
  fill(inner.__sizeSetParameterValuesFault, inner.SetParameterValuesFault, fault.parameters,
       [&](const ParameterFault& from, cwmp__ParameterFault& to) {
         to.ParameterName = text(from.name);
         to.FaultCode = text(from.code);
         to.FaultString = text(from.sentence);
       });
  cwmp__FaultDetail detail;
  detail.cwmp__Fault = &inner;
  const auto* const side = is_client_fault(fault.code) ? "SOAP-ENV:Client" : "SOAP-ENV:Server";
  write_fault(side, "CWMP fault", &detail);
}

void MessageWriter::write_fault(const char* code, std::string_view sentence,
                                cwmp__FaultDetail* detail) {
  cwmp__SoapFault out;
  out.faultcode = text(code);
  out.faultstring = text(sentence);
  out.detail = detail;
  soap_put_cwmp__SoapFault(&soap_, &out, "SOAP-ENV:Fault", nullptr);
}

void MessageWriter::write_empty(const char* tag) {
  const cwmp__Empty out;
  soap_put_cwmp__Empty(&soap_, &out, tag, nullptr);
}

cwmp__Strings MessageWriter::list(const std::vector<std::string>& from) {
  cwmp__Strings to;
  to.SOAP_ENC__arrayType = array_type("xsd:string", from.size());
  fill(to.__sizestring, to.string, from,
       [&](const std::string& one, char*& item) { item = text(one); });
  return to;
}

cwmp__ParameterValueList MessageWriter::list(const std::vector<ParameterValue>& from) {
  cwmp__ParameterValueList to;
  to.SOAP_ENC__arrayType = array_type("cwmp:ParameterValueStruct", from.size());
  fill(to.__sizeParameterValueStruct, to.ParameterValueStruct, from,
       [&](const ParameterValue& one, cwmp__ParameterValueStruct& item) {
         item.Name = text(one.name);
         item.Value = allocate<cwmp__TypedValue>(1);
         item.Value->__item = text(one.value);
         item.Value->xsi__type = text(to_string(one.type));
       });
  return to;
}

char* MessageWriter::kept(std::string_view from) {
  auto* const copy = allocate<char>(from.size() + 1);
  from.copy(copy, from.size());
  return copy;
}
char* MessageWriter::text(std::string_view from) {
  return kept(clean(from));
}
char* MessageWriter::text(FaultCode code) {
  return kept(std::to_string(static_cast<unsigned>(code)));
}
char* MessageWriter::array_type(std::string_view item, std::size_t count) {
  return kept(std::string(item) + '[' + std::to_string(count) + ']');
}

}  // namespace lineman::cwmp
