// The other side of a scenario: writes its requests.
#pragma once

#include <map>
#include <string>

#include "tests/sipcore/fake_network.hpp"

namespace lineman::test {

using Keys = std::map<std::string, std::string>;

// Keeps what its next request of the same dialog needs.
class Peer {
 public:
  // The request that `keys` describe (call_scenario.hpp), `fields` as more lines.
  std::string request(const sipcore::Target& from, const std::string& method, const Keys& keys,
                      const std::string& fields);
  // It is the side that an INVITE of ours called, with this tag.
  void be_called_by(std::string_view invite, const std::string& tag);
  // An answer of ours, whose To tag it remembers.
  void heard(std::string_view answer);

 private:
  std::string call_ = "in";
  std::string our_tag_{};  // of the dialog that `within` means
  std::string tag_ = "caller";
  unsigned cseq_ = 0;
  unsigned branch_ = 0;
};

// A session description of a phone with sound.
std::string offer_of_audio();

}  // namespace lineman::test
