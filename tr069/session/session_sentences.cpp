#include "tr069/session/session_sentences.hpp"

#include "tr069/session/quotation.hpp"

namespace lineman::cwmp {

std::string sentence_of(const AcsFault& fault) {
  auto sentence =
      fault.code == 0 ? std::string{"a SOAP fault"} : "fault " + std::to_string(fault.code);
  if (!fault.sentence.empty()) sentence += ": " + quotation(fault.sentence);
  return sentence;
}

std::string name_of_response(const Received& body) {
  if (std::holds_alternative<InformResponse>(body)) return "a second InformResponse";
  const auto* const unknown = std::get_if<UnknownResponse>(&body);
  const bool is_complete = std::holds_alternative<TransferCompleteResponse>(body);
  const auto name = unknown       ? quotation(unknown->name)
                    : is_complete ? "TransferCompleteResponse"
                                  : "GetRPCMethodsResponse";
  return name + ", which nothing had asked for";
}

}  // namespace lineman::cwmp
