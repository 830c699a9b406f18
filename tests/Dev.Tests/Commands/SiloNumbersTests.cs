using Footfall.Dev.Processes;

namespace Footfall.Dev.Commands;

[Trait("Tier", "fast")]
public sealed class SiloNumbersTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void Without_silos_the_first_numbers_are_taken()
    {
        Assert.Empty(SiloNumbers.Known(_data));
        Assert.Equal([1, 2, 3], SiloNumbers.ToRun(_data, 3));
        Assert.Equal(1, SiloNumbers.Free(_data));
    }

    [Fact]
    public void A_removed_number_is_free_again_and_no_silo_takes_another_ones()
    {
        Write("silo-1", "silo-3", "silo-12", "gateway", "redis");
        Assert.Equal([1, 3, 12], SiloNumbers.Known(_data));
        Assert.Equal([1, 3, 12], SiloNumbers.ToRun(_data, 2));
        Assert.Equal([1, 3, 12, 2, 4], SiloNumbers.ToRun(_data, 5));
        Assert.Equal(2, SiloNumbers.Free(_data));
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private void Write(params string[] names)
    {
        foreach (string name in names)
        {
            new PidFile(name, new ProcessIdentity(1, 1), "-").Write(_data);
        }
    }
}
