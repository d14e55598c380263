// What an ACS says, as text.
#pragma once

#include <optional>
#include <string>

namespace lineman::test {

struct AcsHeader {
  std::optional<std::string> id{"1"};
  std::string cwmp = "1-2";
  std::string more{};  // further elements of the SOAP header
};

// An envelope around `body`, whose CWMP elements have the prefix "cwmp".
std::string acs_envelope(const std::string& body, const AcsHeader& header);

std::string inform_response(const AcsHeader& header);
// A fault in the words of CWMP (8000 and up).
std::string acs_fault(unsigned code, const std::string& text, const AcsHeader& header);
// SOAP's own fault, with its code ("VersionMismatch").
std::string soap_fault(const std::string& code, const AcsHeader& header);
// A request by its name. Those about transfers and ScheduleInform have arguments, of which one can
// be left out; the others have none, with which GetRPCMethods and FactoryReset are whole.
std::string acs_request(const std::string& name, const AcsHeader& header,
                        const std::string& without = "");
// A response by its name, with nothing in it.
std::string acs_response(const std::string& name, const AcsHeader& header);

}  // namespace lineman::test
