#include "tr069/codec/gsoap_context.hpp"

#include <new>
#include <string>
#include <string_view>

#include "tr069/codec/codec.hpp"

// gSOAP's library wants a table of this name; each context has one of its own.
struct Namespace namespaces[] = {{nullptr, nullptr, nullptr, nullptr}};

namespace lineman::cwmp {
namespace {

// SOAP's encoding stands for nothing here, so that gSOAP looks at no count of an array.
constexpr std::array to_read{
    ::Namespace{"SOAP-ENV", "http://schemas.xmlsoap.org/soap/envelope/", nullptr, nullptr},
    ::Namespace{"SOAP-ENC", "urn:lineman:not-looked-at", nullptr, nullptr},
    ::Namespace{"xsi", "http://www.w3.org/2001/XMLSchema-instance", nullptr, nullptr},
    ::Namespace{"xsd", "http://www.w3.org/2001/XMLSchema", nullptr, nullptr},
    ::Namespace{"cwmp", "urn:dslforum-org:cwmp-1-2", nullptr, nullptr},
    ::Namespace{nullptr, nullptr, nullptr, nullptr}};

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

}  // namespace

std::array<::Namespace, 6> reading_table() {
  return to_read;
}

std::array<::Namespace, 6> writing_table(Namespace cwmp) {
  auto table = to_read;
  table[1].ns = "http://schemas.xmlsoap.org/soap/encoding/";
  const bool shares = cwmp == Namespace::cwmp_1_3 || cwmp == Namespace::cwmp_1_4;
  table[4].ns = to_string(shares ? Namespace::cwmp_1_2 : cwmp).data();
  return table;
}

struct soap& GsoapContext::ready(const ::Namespace* table, void* user) {
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

struct soap& GsoapContext::ready_to_read(const ::Namespace* table, std::string_view& from) {
  return ready(table, &from);
}

struct soap& GsoapContext::ready_to_write(const ::Namespace* table, std::string& to) {
  return ready(table, &to);
}

void GsoapContext::finished() {
  soap_destroy(soap_.get());
  // Not soap_end(): it goes through tables of 2,000 entries, and the next message's beginning does
  // so again.
  soap_dealloc(soap_.get(), nullptr);
  soap_->user = nullptr;
}

}  // namespace lineman::cwmp
