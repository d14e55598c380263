// How a transfer failed, in CWMP's words (TR-069, table A.7).
#pragma once

#include <string>

#include "tr069/codec/messages.hpp"
#include "tr069/transport/curl_handles.hpp"

namespace lineman::cwmp {

// Of an answer that is neither the file nor a thank-you for it.
Fault fault_of_status(unsigned status);

// Of an exchange that libcurl gave up; `asked`: the request had begun to go out.
FaultCode code_of_failure(CURLcode code, bool asked);

// The words for downloads (9010, 9014 to 9019) are not for an upload: it has one of its own.
Fault fault_of_upload(Fault fault);

}  // namespace lineman::cwmp
