#include "tr069/codec/message_writer.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::string_view unknown_time = "0001-01-01T00:00:00Z";

}  // namespace

void MessageWriter::write(const GetRPCMethodsResponse& response) {
  auto methods = list(response.methods);
  cwmp__GetRPCMethodsResponse out;
  out.MethodList = &methods;
  soap_put_cwmp__GetRPCMethodsResponse(&soap_, &out, "cwmp:GetRPCMethodsResponse", nullptr);
}

void MessageWriter::write(const SetParameterValuesResponse& response) {
  cwmp__SetParameterValuesResponse out;
  out.Status = text(std::to_string(response.status));
  soap_put_cwmp__SetParameterValuesResponse(&soap_, &out, "cwmp:SetParameterValuesResponse",
                                            nullptr);
}

void MessageWriter::write(const AddObjectResponse& response) {
  cwmp__AddObjectResponse out;
  out.InstanceNumber = text(std::to_string(response.instance_number));
  out.Status = text(std::to_string(response.status));
  soap_put_cwmp__AddObjectResponse(&soap_, &out, "cwmp:AddObjectResponse", nullptr);
}

void MessageWriter::write(const DeleteObjectResponse& response) {
  cwmp__DeleteObjectResponse out;
  out.Status = text(std::to_string(response.status));
  soap_put_cwmp__DeleteObjectResponse(&soap_, &out, "cwmp:DeleteObjectResponse", nullptr);
}

void MessageWriter::write(const GetParameterValuesResponse& response) {
  auto values = list(response.values);
  cwmp__GetParameterValuesResponse out;
  out.ParameterList = &values;
  soap_put_cwmp__GetParameterValuesResponse(&soap_, &out, "cwmp:GetParameterValuesResponse",
                                            nullptr);
}

void MessageWriter::write(const GetParameterNamesResponse& response) {
  cwmp__ParameterInfoList names;
  names.SOAP_ENC__arrayType = array_type("cwmp:ParameterInfoStruct", response.names.size());
  fill(names.__sizeParameterInfoStruct, names.ParameterInfoStruct, response.names,
       [&](const ParameterInfo& from, cwmp__ParameterInfoStruct& to) {
         to.Name = text(from.name);
         to.Writable = text(from.writable ? "1" : "0");
       });
  cwmp__GetParameterNamesResponse out;
  out.ParameterList = &names;
  soap_put_cwmp__GetParameterNamesResponse(&soap_, &out, "cwmp:GetParameterNamesResponse", nullptr);
}

void MessageWriter::write(const GetParameterAttributesResponse& response) {
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
  soap_put_cwmp__GetParameterAttributesResponse(&soap_, &out, "cwmp:GetParameterAttributesResponse",
                                                nullptr);
}

// Of a transfer that is still to come.
void MessageWriter::write_promise(const char* tag) {
  cwmp__TransferResponse out;
  out.Status = text("1");
  out.StartTime = text(unknown_time);
  out.CompleteTime = text(unknown_time);
  soap_put_cwmp__TransferResponse(&soap_, &out, tag, nullptr);
}

void MessageWriter::write(const GetAllQueuedTransfersResponse& response) {
  cwmp__AllTransferList transfers;
  transfers.SOAP_ENC__arrayType =
      array_type("cwmp:AllQueuedTransferStruct", response.transfers.size());
  fill(transfers.__sizeAllQueuedTransferStruct, transfers.AllQueuedTransferStruct,
       response.transfers,
       [&](const AllQueuedTransferStruct& from, cwmp__AllQueuedTransferStruct& to) {
         to.CommandKey = text(from.command_key);
         to.State = text(std::to_string(from.state));
         to.IsDownload = text(from.is_download ? "1" : "0");
         to.FileType = text(from.file_type);
         to.FileSize = text(std::to_string(from.file_size));
         to.TargetFileName = text(from.target_file_name);
       });
  cwmp__GetAllQueuedTransfersResponse out;
  out.TransferList = &transfers;
  soap_put_cwmp__GetAllQueuedTransfersResponse(&soap_, &out, "cwmp:GetAllQueuedTransfersResponse",
                                               nullptr);
}

}  // namespace lineman::cwmp
