using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Footfall.Integration.Transport;

/// <summary>A self-signed certificate for this machine, created for one test.</summary>
internal sealed class SelfSigned : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("footfall-tls-").FullName;

    public SelfSigned()
    {
        // PostgreSQL and Redis may run as other users.
        File.SetUnixFileMode(_folder, Readable);
        using var key = RSA.Create(2048);
        using X509Certificate2 certificate = Make(key);
        Thumbprint = certificate.Thumbprint;
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public string Thumbprint { get; }

    public string CertificateFile => Path.Combine(_folder, "certificate.pem");

    public string KeyFile => Path.Combine(_folder, "key.pem");

    /// <summary>Writes another file beside the two.</summary>
    public string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <returns>A key file that PostgreSQL accepts: owned by its user, which is another one if this process is root.</returns>
    public string KeyFileOfPostgres()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return KeyFile;
        }

        string path = Path.Combine(_folder, "key-of-postgres.pem");
        using Process install = Process.Start("install", ["-m", "600", "-o", "postgres", KeyFile, path]);
        install.WaitForExit();
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static X509Certificate2 Make(RSA key)
    {
        var request = new CertificateRequest("CN=footfall-test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
