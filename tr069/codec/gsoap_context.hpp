// gSOAP as the codec uses it. Seen by the files of this folder alone that read and write the RPCs.
#pragma once

#include <cwmpH.h>

#include <array>
#include <memory>

#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

// Prefixes of what is read (plain_body.hpp), and of what we write.
std::array<::Namespace, 6> reading_table();
std::array<::Namespace, 6> writing_table(Namespace cwmp);

// One context of gSOAP, made with the first message and kept from one to the next.
class GsoapContext {
 public:
  // Ready to read the text that `from` views, which is used up by it. Tables and views outlive the
  // message.
  struct soap& ready_to_read(const ::Namespace* table, std::string_view& from);
  // Ready to write, behind what stands in `to`.
  struct soap& ready_to_write(const ::Namespace* table, std::string& to);

  // What was allocated for one message goes.
  void finished();

  // All of it goes; the next message makes a new one.
  void release() { soap_.reset(); }

 private:
  struct Free {
    void operator()(struct soap* soap) const { soap_free(soap); }
  };

  struct soap& ready(const ::Namespace* table, void* user);

  std::unique_ptr<struct soap, Free> soap_;
};

}  // namespace lineman::cwmp
