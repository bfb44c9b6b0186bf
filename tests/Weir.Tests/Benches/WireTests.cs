using System.Text;
using Weir.Benches.Http;
using Weir.Benches.Load;
using Weir.Benches.Machine;

namespace Weir.Tests.Benches;

public sealed class WireTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", Outcome.Settled)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", Outcome.Settled)]
    [InlineData("HTTP/1.1 402 Payment Required\r\nContent-Length: 24\r\n\r\n{\"held\":0,\"requested\":1}", Outcome.Denied)]
    [InlineData(
        "HTTP/1.1 402 Payment Required\r\nContent-Length: 24\r\n\r\n{\"held\":2,\"requested\":1}", Outcome.DeniedForNow)]
    [InlineData(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 21\r\n\r\n{\"code\":\"overloaded\"}", Outcome.Refused)]
    [InlineData(
        "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 21\r\n\r\nsettle failed: Closed", Outcome.SettleFailed)]
    public void An_answer_is_read_when_it_is_whole(string answer, object expected)
    {
        var bytes = Encoding.ASCII.GetBytes(answer);
        for (var length = 0; length < bytes.Length; length++)
            RawConnection.TryRead(bytes.AsSpan(0, length), out _).ShouldBeFalse();
        RawConnection.TryRead(bytes, out var outcome).ShouldBeTrue();
        outcome.ShouldBe(expected);
    }

    [Theory]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 19\r\n\r\n{\"code\":\"internal\"}")]
    public void What_the_route_does_not_answer_is_a_fault(string answer) =>
        Should.Throw<InvalidDataException>(() => RawConnection.TryRead(Encoding.ASCII.GetBytes(answer), out _));

    [Fact]
    public void Processor_times_are_read_behind_any_name()
    {
        var stat = "42 (a) b (c) S 7 1 1 0 -1 4194560 1 2 3 4 150 50 30 20 20 0 1 0 100 0 0";
        ProcessTimes.Parse(stat).ShouldBe((7, 150, 50, 50));
    }

    [Fact]
    public void Customers_have_the_ids_that_md5_gives_them() =>
        BenchCustomers.IdOf(1).ShouldBe(Guid.Parse("c4ca4238-a0b9-2382-0dcc-509a6f75849b"));
}
