// The messages of CWMP (TR-069, annex A) for gSOAP: soapcpp2 reads this and writes the code that turns them into XML and
// back. Not C++, although it looks like it, and never included; what it makes stays in the build folder and is seen by
// the files of this folder alone that say so.
//
//   char* X;            the element <X>, a null pointer where it is absent
//   @char* NS__X;       the attribute NS:X
//   char* __item;       the text of the element itself
//   $int __sizeX; X* X; any number of elements <X>
//
// Every scalar is text: what is a number or a boolean is judged in arguments.cpp, where a sentence can be made of it. Lists
// are plain sequences with the attribute that SOAP's arrays have to carry, so that items are counted by what is there.
//
//gsoap cwmp schema namespace: urn:dslforum-org:cwmp-1-2
//gsoap cwmp schema form: unqualified

// SOAP's header and fault (SOAP 1.1, 4.2 and 4.4).

struct cwmp__HeaderBlock { char* __item; @char* SOAP_ENV__mustUnderstand; };
struct cwmp__Header {
  struct cwmp__HeaderBlock* cwmp__ID;
  struct cwmp__HeaderBlock* cwmp__SupportedCWMPVersions;
};

struct cwmp__ParameterFault { char* ParameterName; char* FaultCode; char* FaultString; };
struct cwmp__FaultStruct {
  char* FaultCode;
  char* FaultString;
  $int __sizeSetParameterValuesFault;
  struct cwmp__ParameterFault* SetParameterValuesFault;
};
struct cwmp__FaultDetail { struct cwmp__FaultStruct* cwmp__Fault; };
struct cwmp__SoapFault {
  char* faultcode;
  char* faultstring;
  struct cwmp__FaultDetail* detail;
};

// What several messages have in common.

struct cwmp__Strings { @char* SOAP_ENC__arrayType; $int __sizestring; char** string; };
struct cwmp__TypedValue { char* __item; @char* xsi__type; };
struct cwmp__ParameterValueStruct { char* Name; struct cwmp__TypedValue* Value; };
struct cwmp__ParameterValueList {
  @char* SOAP_ENC__arrayType;
  $int __sizeParameterValueStruct;
  struct cwmp__ParameterValueStruct* ParameterValueStruct;
};
struct cwmp__Empty { };

// From the ACS.

struct cwmp__SetParameterValues { struct cwmp__ParameterValueList* ParameterList; char* ParameterKey; };
// GetParameterValues and GetParameterAttributes.
struct cwmp__NamesRequest { struct cwmp__Strings* ParameterNames; };
struct cwmp__GetParameterNames { char* ParameterPath; char* NextLevel; };
struct cwmp__SetParameterAttributesStruct {
  char* Name;
  char* NotificationChange;
  char* Notification;
  char* AccessListChange;
  struct cwmp__Strings* AccessList;
};
struct cwmp__SetParameterAttributesList {
  $int __sizeSetParameterAttributesStruct;
  struct cwmp__SetParameterAttributesStruct* SetParameterAttributesStruct;
};
struct cwmp__SetParameterAttributes { struct cwmp__SetParameterAttributesList* ParameterList; };
// AddObject and DeleteObject.
struct cwmp__ObjectRequest { char* ObjectName; char* ParameterKey; };
// Reboot and CancelTransfer.
struct cwmp__KeyRequest { char* CommandKey; };
struct cwmp__ScheduleInform { char* DelaySeconds; char* CommandKey; };
struct cwmp__TimeWindowStruct {
  char* WindowStart;
  char* WindowEnd;
  char* WindowMode;
  char* UserMessage;
  char* MaxRetries;
};
struct cwmp__TimeWindowList { $int __sizeTimeWindowStruct; struct cwmp__TimeWindowStruct* TimeWindowStruct; };
// Download, Upload and ScheduleDownload: each has some of these.
struct cwmp__FileRequest {
  char* CommandKey;
  char* FileType;
  char* URL;
  char* Username;
  char* Password;
  char* FileSize;
  char* TargetFileName;
  char* DelaySeconds;
  struct cwmp__TimeWindowList* TimeWindowList;
};

// To the ACS.

struct cwmp__DeviceIdStruct { char* Manufacturer; char* OUI; char* ProductClass; char* SerialNumber; };
struct cwmp__EventStruct { char* EventCode; char* CommandKey; };
struct cwmp__EventList { @char* SOAP_ENC__arrayType; $int __sizeEventStruct; struct cwmp__EventStruct* EventStruct; };
struct cwmp__Inform {
  struct cwmp__DeviceIdStruct* DeviceId;
  struct cwmp__EventList* Event;
  char* MaxEnvelopes;
  char* CurrentTime;
  char* RetryCount;
  struct cwmp__ParameterValueList* ParameterList;
};
struct cwmp__GetRPCMethodsResponse { struct cwmp__Strings* MethodList; };
struct cwmp__SetParameterValuesResponse { char* Status; };
struct cwmp__AddObjectResponse { char* InstanceNumber; char* Status; };
struct cwmp__DeleteObjectResponse { char* Status; };
struct cwmp__GetParameterValuesResponse { struct cwmp__ParameterValueList* ParameterList; };
struct cwmp__ParameterInfoStruct { char* Name; char* Writable; };
struct cwmp__ParameterInfoList {
  @char* SOAP_ENC__arrayType;
  $int __sizeParameterInfoStruct;
  struct cwmp__ParameterInfoStruct* ParameterInfoStruct;
};
struct cwmp__GetParameterNamesResponse { struct cwmp__ParameterInfoList* ParameterList; };
struct cwmp__ParameterAttributeStruct { char* Name; char* Notification; struct cwmp__Strings* AccessList; };
struct cwmp__ParameterAttributeList {
  @char* SOAP_ENC__arrayType;
  $int __sizeParameterAttributeStruct;
  struct cwmp__ParameterAttributeStruct* ParameterAttributeStruct;
};
struct cwmp__GetParameterAttributesResponse { struct cwmp__ParameterAttributeList* ParameterList; };
// DownloadResponse and UploadResponse.
struct cwmp__TransferResponse { char* Status; char* StartTime; char* CompleteTime; };
struct cwmp__AllQueuedTransferStruct {
  char* CommandKey;
  char* State;
  char* IsDownload;
  char* FileType;
  char* FileSize;
  char* TargetFileName;
};
struct cwmp__AllTransferList {
  @char* SOAP_ENC__arrayType;
  $int __sizeAllQueuedTransferStruct;
  struct cwmp__AllQueuedTransferStruct* AllQueuedTransferStruct;
};
struct cwmp__GetAllQueuedTransfersResponse { struct cwmp__AllTransferList* TransferList; };
struct cwmp__TransferComplete {
  char* CommandKey;
  struct cwmp__FaultStruct* FaultStruct;
  char* StartTime;
  char* CompleteTime;
};
