namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>ONNX Runtime refused a call; the message has what was attempted and the engine's own words.</summary>
public sealed class OrtException(string message) : Exception(message);
