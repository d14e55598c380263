// The only file that knows gSOAP. The outline of an envelope is expat's (xml_gate.hpp); what is
// left to gSOAP are the arguments of the RPC in it, and all that we write.
#include "tr069/codec/codec.hpp"

#include <cwmpH.h>

#include <array>
#include <memory>
#include <new>

#include "tr069/codec/arguments.hpp"
#include "tr069/codec/envelope.hpp"
#include "tr069/codec/text.hpp"

// gSOAP's library wants a table of this name; each context has one of its own.
struct Namespace namespaces[] = {{nullptr, nullptr, nullptr, nullptr}};

namespace lineman::cwmp {
namespace {

// Prefixes of what we write, and of what is read (plain_body.hpp). SOAP's encoding stands for
// nothing there, so that gSOAP looks at no count of an array.
constexpr std::array reading_table{
    ::Namespace{"SOAP-ENV", "http://schemas.xmlsoap.org/soap/envelope/", nullptr, nullptr},
    ::Namespace{"SOAP-ENC", "urn:lineman:not-looked-at", nullptr, nullptr},
    ::Namespace{"xsi", "http://www.w3.org/2001/XMLSchema-instance", nullptr, nullptr},
    ::Namespace{"xsd", "http://www.w3.org/2001/XMLSchema", nullptr, nullptr},
    ::Namespace{"cwmp", "urn:dslforum-org:cwmp-1-2", nullptr, nullptr},
    ::Namespace{nullptr, nullptr, nullptr, nullptr}};

std::array<::Namespace, 6> writing_table(Namespace cwmp) {
  auto table = reading_table;
  table[1].ns = "http://schemas.xmlsoap.org/soap/encoding/";
  const bool shares = cwmp == Namespace::cwmp_1_3 || cwmp == Namespace::cwmp_1_4;
  table[4].ns = to_string(shares ? Namespace::cwmp_1_2 : cwmp).data();
  return table;
}

// Each octet of a message may have to be escaped in the plain body, and little is added to it.
constexpr std::size_t longest_plain_body = 8 * maximum_envelope;

std::size_t receive(struct soap* soap, char* buffer, std::size_t size) {
  auto& rest = *static_cast<std::string_view*>(soap->user);
  const auto part = rest.copy(buffer, size);
  rest.remove_prefix(part);
  return part;
}

int send(struct soap* soap, const char* data, std::size_t size) {
  static_cast<std::string*>(soap->user)->append(data, size);
  return SOAP_OK;
}

int ignore(struct soap* /*soap*/, const char* /*tag*/) {
  return SOAP_OK;
}

struct Free {
  void operator()(struct soap* soap) const { soap_free(soap); }
};

}  // namespace

class Codec::Context {
 public:
  // The context, ready for one message. What it allocates for it goes with finished().
  struct soap& ready(const ::Namespace* table, void* user) {
    if (!soap_) {
      constexpr auto mode = SOAP_C_UTFSTRING | SOAP_ENC_PLAIN | SOAP_XML_TREE;
      soap_.reset(soap_new2(mode, mode | SOAP_IO_BUFFER));
      if (!soap_) throw std::bad_alloc();
      soap_->recv_maxlength = longest_plain_body;
      soap_->maxlevel = maximum_depth;
      soap_->maxlength = static_cast<long>(longest_plain_body);
      soap_->maxoccurs = maximum_items;
      soap_->frecv = receive;
      soap_->fsend = send;
      soap_->fignore = ignore;
    }
    soap_set_namespaces(soap_.get(), table);
    soap_->user = user;
    return *soap_;
  }

  // Not soap_end(): it goes through tables of 2,000 entries, and the next message's beginning does
  // so again.
  void finished() {
    soap_destroy(soap_.get());
    soap_dealloc(soap_.get(), nullptr);
    soap_->user = nullptr;
  }

  void release() { soap_.reset(); }

 private:
  std::unique_ptr<struct soap, Free> soap_;
};

namespace {

// --- In

// Of "xsd:string": "string". What the prefix stands for is not looked at: some ACSs declare none.
std::string local_name(const char* type) {
  if (type == nullptr) return {};
  const std::string_view name = type;
  const auto colon = name.rfind(':');
  return printable(colon == std::string_view::npos ? name : name.substr(colon + 1), longest_name);
}

std::vector<std::string> taken(const cwmp__Strings* list) {
  std::vector<std::string> result;
  if (list == nullptr) return result;
  for (int i = 0; i < list->__sizestring; ++i)
    result.emplace_back(list->string[i] == nullptr ? "" : list->string[i]);
  return result;
}

Request taken(const cwmp__SetParameterValues& in, Arguments& arguments) {
  SetParameterValues request;
  if (arguments.present("ParameterList", in.ParameterList != nullptr)) {
    const auto& list = *in.ParameterList;
    request.values.reserve(static_cast<std::size_t>(list.__sizeParameterValueStruct));
    for (int i = 0; i < list.__sizeParameterValueStruct; ++i) {
      const auto& item = list.ParameterValueStruct[i];
      arguments.item(static_cast<std::size_t>(i) + 1);
      auto name = arguments.text("Name", item.Name);
      if (!arguments.present("Value", item.Value != nullptr)) continue;
      const char* const value = item.Value->__item;
      request.values.push_back(
          {std::move(name), local_name(item.Value->xsi__type), value == nullptr ? "" : value});
    }
  }
  arguments.item(0);
  request.parameter_key = arguments.key("ParameterKey", in.ParameterKey);
  return request;
}

template <typename Result>
Request taken_names(const cwmp__NamesRequest& in, Arguments& arguments) {
  arguments.present("ParameterNames", in.ParameterNames != nullptr);
  return Result{taken(in.ParameterNames)};
}

Request taken(const cwmp__GetParameterNames& in, Arguments& arguments) {
  return GetParameterNames{arguments.text("ParameterPath", in.ParameterPath),
                           arguments.boolean("NextLevel", in.NextLevel)};
}

SetAttributes taken(const cwmp__SetParameterAttributesStruct& in, Arguments& arguments) {
  SetAttributes result;
  result.name = arguments.text("Name", in.Name);
  result.notification_change = arguments.boolean("NotificationChange", in.NotificationChange);
  result.notification = arguments.number("Notification", in.Notification);
  if (result.notification_change)
    arguments.present("Notification", result.notification.has_value());
  result.access_list_change = arguments.boolean("AccessListChange", in.AccessListChange);
  if (result.access_list_change) arguments.present("AccessList", in.AccessList != nullptr);
  result.access_list = taken(in.AccessList);
  return result;
}

Request taken(const cwmp__SetParameterAttributes& in, Arguments& arguments) {
  SetParameterAttributes request;
  if (!arguments.present("ParameterList", in.ParameterList != nullptr)) return request;
  const auto& list = *in.ParameterList;
  for (int i = 0; i < list.__sizeSetParameterAttributesStruct; ++i) {
    arguments.item(static_cast<std::size_t>(i) + 1);
    request.list.push_back(taken(list.SetParameterAttributesStruct[i], arguments));
  }
  return request;
}

template <typename Result>
Request taken_object(const cwmp__ObjectRequest& in, Arguments& arguments) {
  return Result{arguments.text("ObjectName", in.ObjectName),
                arguments.key("ParameterKey", in.ParameterKey)};
}

Request taken(const cwmp__Reboot& in, Arguments& arguments) {
  return Reboot{arguments.key("CommandKey", in.CommandKey)};
}

AcsFault taken(const cwmp__SoapFault& in) {
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
    return soap_.error == SOAP_OK ? taken(in) : AcsFault{};
  }

  Request request_or_why_not() {
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
    const auto& name = frame_.name;
    if (name == "GetRPCMethods") return GetRPCMethods{};
    if (name == "FactoryReset") return FactoryReset{};
    if (name == "SetParameterValues")
      return request<cwmp__SetParameterValues>(soap_get_cwmp__SetParameterValues, taken);
    if (name == "GetParameterValues")
      return request(soap_get_cwmp__NamesRequest, taken_names<GetParameterValues>);
    if (name == "GetParameterNames")
      return request<cwmp__GetParameterNames>(soap_get_cwmp__GetParameterNames, taken);
    if (name == "SetParameterAttributes")
      return request<cwmp__SetParameterAttributes>(soap_get_cwmp__SetParameterAttributes, taken);
    if (name == "GetParameterAttributes")
      return request(soap_get_cwmp__NamesRequest, taken_names<GetParameterAttributes>);
    if (name == "AddObject") return request(soap_get_cwmp__ObjectRequest, taken_object<AddObject>);
    if (name == "DeleteObject")
      return request(soap_get_cwmp__ObjectRequest, taken_object<DeleteObject>);
    if (name == "Reboot") return request<cwmp__Reboot>(soap_get_cwmp__Reboot, taken);
    return UnknownRequest{printable(name, longest_name)};
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

// --- Out

// Writes one envelope. Everything that gSOAP is given stays in the context until finished().
class Writer {
 public:
  explicit Writer(struct soap& soap) : soap_(soap) {}

  void envelope(const std::optional<std::string>& id, bool announces, const auto& body) {
    soap_begin_send(&soap_);
    soap_envelope_begin_out(&soap_);
    header(id, announces);
    soap_body_begin_out(&soap_);
    body(*this);
    soap_body_end_out(&soap_);
    soap_envelope_end_out(&soap_);
    soap_end_send(&soap_);
  }

  void write(const Inform& inform) {
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

  void write(const Fault& fault) {
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

  void write(const GetRPCMethodsResponse& response) {
    auto methods = list(response.methods);
    cwmp__GetRPCMethodsResponse out;
    out.MethodList = &methods;
    soap_put_cwmp__GetRPCMethodsResponse(&soap_, &out, "cwmp:GetRPCMethodsResponse", nullptr);
  }

  void write(const SetParameterValuesResponse& response) {
    cwmp__SetParameterValuesResponse out;
    out.Status = text(std::to_string(response.status));
    soap_put_cwmp__SetParameterValuesResponse(&soap_, &out, "cwmp:SetParameterValuesResponse",
                                              nullptr);
  }

  void write(const GetParameterValuesResponse& response) {
    auto values = list(response.values);
    cwmp__GetParameterValuesResponse out;
    out.ParameterList = &values;
    soap_put_cwmp__GetParameterValuesResponse(&soap_, &out, "cwmp:GetParameterValuesResponse",
                                              nullptr);
  }

  void write(const GetParameterNamesResponse& response) {
    cwmp__ParameterInfoList names;
    names.SOAP_ENC__arrayType = array_type("cwmp:ParameterInfoStruct", response.names.size());
    fill(names.__sizeParameterInfoStruct, names.ParameterInfoStruct, response.names,
         [&](const ParameterInfo& from, cwmp__ParameterInfoStruct& to) {
           to.Name = text(from.name);
           to.Writable = text(from.writable ? "1" : "0");
         });
    cwmp__GetParameterNamesResponse out;
    out.ParameterList = &names;
    soap_put_cwmp__GetParameterNamesResponse(&soap_, &out, "cwmp:GetParameterNamesResponse",
                                             nullptr);
  }

  void write(const GetParameterAttributesResponse& response) {
    cwmp__ParameterAttributeList attributes;
    attributes.SOAP_ENC__arrayType =
        array_type("cwmp:ParameterAttributeStruct", response.list.size());
    fill(attributes.__sizeParameterAttributeStruct, attributes.ParameterAttributeStruct,
         response.list, [&](const ParameterAttributes& from, cwmp__ParameterAttributeStruct& to) {
           to.Name = text(from.name);
           to.Notification = text(std::to_string(static_cast<unsigned>(from.notification)));
           to.AccessList = allocate<cwmp__Strings>(1);
           *to.AccessList = list(from.access_list);
         });
    cwmp__GetParameterAttributesResponse out;
    out.ParameterList = &attributes;
    soap_put_cwmp__GetParameterAttributesResponse(&soap_, &out,
                                                  "cwmp:GetParameterAttributesResponse", nullptr);
  }

  void write(const SetParameterAttributesResponse& /*response*/) {
    write_empty("cwmp:SetParameterAttributesResponse");
  }
  void write(const RebootResponse& /*response*/) { write_empty("cwmp:RebootResponse"); }
  void write(const FactoryResetResponse& /*response*/) { write_empty("cwmp:FactoryResetResponse"); }

  void write_fault(const char* code, std::string_view sentence, cwmp__FaultDetail* detail) {
    cwmp__SoapFault out;
    out.faultcode = text(code);
    out.faultstring = text(sentence);
    out.detail = detail;
    soap_put_cwmp__SoapFault(&soap_, &out, "SOAP-ENV:Fault", nullptr);
  }

 private:
  static constexpr std::string_view supported_versions = "1.0,1.1,1.2,1.3,1.4";

  void header(const std::optional<std::string>& id, bool announces) {
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

  void write_empty(const char* tag) {
    const cwmp__Empty out;
    soap_put_cwmp__Empty(&soap_, &out, tag, nullptr);
  }

  template <typename Item>
  Item* allocate(std::size_t count) {
    auto* const items = static_cast<Item*>(soap_malloc(&soap_, count * sizeof(Item) + 1));
    if (items == nullptr) throw std::bad_alloc();
    std::uninitialized_value_construct_n(items, count);
    return items;
  }

  template <typename From, typename Item, typename Convert>
  void fill(int& size, Item*& items, const std::vector<From>& from, const Convert& convert) {
    items = allocate<Item>(from.size());
    size = static_cast<int>(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) convert(from[i], items[i]);
  }

  cwmp__Strings list(const std::vector<std::string>& from) {
    cwmp__Strings to;
    to.SOAP_ENC__arrayType = array_type("xsd:string", from.size());
    fill(to.__sizestring, to.string, from,
         [&](const std::string& one, char*& item) { item = text(one); });
    return to;
  }

  cwmp__ParameterValueList list(const std::vector<ParameterValue>& from) {
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

  char* kept(std::string_view from) {
    auto* const copy = allocate<char>(from.size() + 1);
    from.copy(copy, from.size());
    return copy;
  }
  char* text(std::string_view from) { return kept(clean(from)); }
  char* text(FaultCode code) { return kept(std::to_string(static_cast<unsigned>(code))); }
  char* array_type(std::string_view item, std::size_t count) {
    return kept(std::string(item) + '[' + std::to_string(count) + ']');
  }

  struct soap& soap_;
};

}  // namespace

Codec::Codec() : context_(std::make_unique<Context>()) {}
Codec::~Codec() = default;

tl::expected<Envelope, DecodeError> Codec::decode(std::string_view text) {
  const auto outline = read_outline(text);
  auto frame = frame_of(outline);
  if (!frame) return tl::unexpected(std::move(frame.error()));
  Envelope envelope{.header = std::move(frame->header), .cwmp = frame->cwmp};
  if (frame->name == "InformResponse") {
    envelope.body = InformResponse{};
  } else if (is_response(frame->name)) {
    envelope.body = UnknownResponse{printable(frame->name, longest_name)};
  } else {
    std::string_view rest = outline.plain_body;
    Reader reader(context_->ready(reading_table.data(), &rest), outline, *frame);
    if (frame->is_fault)
      envelope.body = reader.fault();
    else
      envelope.body = reader.request_or_why_not();
    context_->finished();
  }
  return envelope;
}

template <typename Body>
std::string Codec::envelope(const std::optional<std::string>& id, Namespace cwmp, bool announces,
                            const Body& body) {
  std::string text;
  const auto table = writing_table(cwmp);
  auto& soap = context_->ready(table.data(), &text);
  Writer(soap).envelope(id, announces, body);
  const bool written = soap.error == SOAP_OK;
  context_->finished();
  if (!written) throw std::bad_alloc();  // nothing else can go wrong in memory
  return text;
}

std::string Codec::encode(const Inform& inform, std::string_view id, Namespace cwmp) {
  return envelope(std::string(id), cwmp, cwmp == Namespace::cwmp_1_4,
                  [&](Writer& writer) { writer.write(inform); });
}

std::string Codec::encode(const Response& response, const std::optional<std::string>& id,
                          Namespace cwmp) {
  return envelope(id, cwmp, false, [&](Writer& writer) {
    std::visit([&](const auto& one) { writer.write(one); }, response);
  });
}

std::string Codec::encode_must_understand(const std::optional<std::string>& id, Namespace cwmp) {
  return envelope(id, cwmp, false, [&](Writer& writer) {
    writer.write_fault("SOAP-ENV:MustUnderstand", "a header that must be understood is unknown",
                       nullptr);
  });
}

void Codec::release() {
  context_->release();
}

}  // namespace lineman::cwmp
