#include "tr069/transfers/transfer_faults.hpp"

namespace lineman::cwmp {

Fault fault_of_status(unsigned status) {
  std::string sentence = "the file server answered " + std::to_string(status);
  if (status == 401) {
    return {FaultCode::file_authentication_failure, "the file server refuses the credentials", {}};
  }
  const bool refused = status >= 400 && status < 500;
  return {refused ? FaultCode::cannot_access_file : FaultCode::download_failure,
          std::move(sentence),
          {}};
}

FaultCode code_of_failure(CURLcode code, bool asked) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
      return FaultCode::cannot_contact_server;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
      return FaultCode::cannot_complete_download;
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
      return asked ? FaultCode::cannot_complete_download : FaultCode::cannot_contact_server;
    default:
      return FaultCode::download_failure;
  }
}

Fault fault_of_upload(Fault fault) {
  if (fault.code != FaultCode::file_authentication_failure &&
      fault.code != FaultCode::unsupported_protocol) {
    fault.code = FaultCode::upload_failure;
  }
  return fault;
}

}  // namespace lineman::cwmp
