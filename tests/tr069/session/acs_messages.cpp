#include "tests/tr069/session/acs_messages.hpp"

namespace lineman::test {

std::string acs_envelope(const std::string& body, const AcsHeader& header) {
  std::string text = R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" )"
                     R"(xmlns:cwmp="urn:dslforum-org:cwmp-)" +
                     header.cwmp + R"("><soap:Header>)";
  if (header.id) text += R"(<cwmp:ID soap:mustUnderstand="1">)" + *header.id + "</cwmp:ID>";
  return text + header.more + "</soap:Header><soap:Body>" + body + "</soap:Body></soap:Envelope>";
}

std::string inform_response(const AcsHeader& header) {
  return acs_envelope("<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse>",
                      header);
}

std::string acs_fault(unsigned code, const std::string& text, const AcsHeader& header) {
  return acs_envelope(
      "<soap:Fault><faultcode>Server</faultcode><faultstring>CWMP fault</faultstring><detail>"
      "<cwmp:Fault><FaultCode>" +
          std::to_string(code) + "</FaultCode><FaultString>" + text +
          "</FaultString></cwmp:Fault></detail></soap:Fault>",
      header);
}

std::string soap_fault(const std::string& code, const AcsHeader& header) {
  return acs_envelope("<soap:Fault><faultcode>soap:" + code +
                          "</faultcode><faultstring>no</faultstring></soap:Fault>",
                      header);
}

std::string acs_request(const std::string& name, const AcsHeader& header) {
  return acs_envelope("<cwmp:" + name + "/>", header);
}

}  // namespace lineman::test
