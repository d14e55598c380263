// Whatever an ACS sends: the codec says what it is or why not, in text that may be shown, and what
// it took can be written again.
#include <cstdint>

#include "datamodel/text_rules.hpp"
#include "tests/fuzz/demands.hpp"
#include "tr069/codec/codec.hpp"
#include "tr069/codec/text.hpp"
#include "tr069/codec/xml_gate.hpp"

namespace lineman::cwmp {
namespace {

using lineman::test::demand;

void demand_shown(const std::string& sentence) {
  lineman::test::demand_shown(sentence, 4 * longest_sentence);
}

void demand_utf8(const std::string& text) {
  demand(datamodel::utf8_length(text).has_value(), "a text is no UTF-8\n");
}

void demand_well_formed(const std::string& written) {
  demand(!read_outline(written).problem, "what is written is not well formed\n");
}

class Check {
 public:
  explicit Check(Codec& codec) : codec_(codec) {}

  void operator()(const Request& request) const { std::visit(*this, request); }
  void operator()(const AcsFault& fault) const { demand_shown(fault.sentence); }
  void operator()(const UnknownResponse& response) const { demand_shown(response.name); }
  void operator()(const UnknownRequest& request) const { demand_shown(request.name); }
  void operator()(const BadRequest& request) const {
    demand_shown(request.name);
    demand_shown(request.sentence);
    demand(!request.sentence.empty(), "there is no reason\n");
  }
  void operator()(const SetParameterValues& request) const {
    demand(count_characters(request.parameter_key) <= 32, "a key is too long\n");
    GetParameterValuesResponse response;
    for (const auto& value : request.values) {
      demand_utf8(value.name);
      demand_utf8(value.value);
      response.values.push_back({value.name, ValueType::string, value.value});
    }
    demand_well_formed(codec_.encode(Response{response}, std::nullopt, Namespace::cwmp_1_2));
  }
  void operator()(const GetParameterValues& request) const {
    for (const auto& name : request.names) demand_utf8(name);
  }
  template <typename Other>
  void operator()(const Other& /*other*/) const {}

 private:
  Codec& codec_;
};

}  // namespace
}  // namespace lineman::cwmp

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::cwmp;
  static Codec codec;
  const auto envelope = codec.decode(std::string(data, data + size));
  const auto& id = envelope ? envelope->header.id : envelope.error().id;
  if (envelope) {
    std::visit(Check(codec), envelope->body);
  } else {
    demand_shown(envelope.error().sentence);
    demand(!envelope.error().sentence.empty(), "there is no reason\n");
  }
  const auto answer = codec.encode(Response{Fault{}}, id, Namespace::cwmp_1_0);
  const auto outline = read_outline(answer);
  demand(!outline.problem, "an answer is not well formed\n");
  if (id) demand(outline.headers.at(0).text == *id, "the ID is not echoed\n");
  return 0;
}
