using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Certificates for local servers.</summary>
internal static class TestCertificate
{
    /// <summary>Creates a self-signed certificate for 127.0.0.1, with its key.</summary>
    public static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>Makes an HTTP handler trust only a certificate.</summary>
    public static void Trust(HttpMessageHandler handler, X509Certificate2 trusted) =>
        ((SocketsHttpHandler)handler).SslOptions.RemoteCertificateValidationCallback = (_, given, _, _) => given?.GetCertHashString() == trusted.GetCertHashString();
}
