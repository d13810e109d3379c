"""Linear layers that round to int8 while they are taught."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="teaching needs PyTorch: pip install torch==2.13.0")

from sayso.train.rounding import rounded_input, rounded_weight, with_rounding  # noqa: E402

SLACK = 1.0001  # for what floats themselves round


@pytest.fixture(autouse=True)
def _seeded():
    torch.manual_seed(1)


def test_weights_stay_within_half_a_step_of_their_channels():
    weight = torch.randn(7, 30) * torch.arange(1, 8)[:, None]
    step = weight.abs().amax(1, keepdim=True) / 127
    near = rounded_weight(weight)
    assert ((near - weight).abs() <= SLACK * step / 2).all()
    assert torch.allclose(near / step, (near / step).round(), atol=1e-3)
    assert not torch.equal(near, weight)


@pytest.mark.parametrize("shape", [(3, 11, 30), (5, 30)])
def test_inputs_stay_within_half_a_step_of_their_range(shape):
    x = torch.randn(shape) + 0.7
    along = (1, 2) if len(shape) == 3 else (0, 1)
    reach = x.amax(along, keepdim=True).clamp(min=0) - x.amin(along, keepdim=True).clamp(max=0)
    off = (rounded_input(x) - x).abs()
    inside = (x < x.amax(along, keepdim=True)) & (x > x.amin(along, keepdim=True))  # zero's step moves the ends
    assert (off[inside] <= SLACK * (reach / 255 / 2).expand_as(x)[inside]).all()
    assert (off <= SLACK * reach / 255).all()
    assert len(rounded_input(x).unique()) <= 256 * shape[0]


def test_nothing_stays_nothing():
    assert torch.equal(rounded_input(torch.zeros(2, 3, 4)), torch.zeros(2, 3, 4))
    assert torch.equal(rounded_weight(torch.zeros(3, 4)), torch.zeros(3, 4))
    x = torch.relu(torch.randn(2, 3, 40)) + 0.0
    assert (rounded_input(x)[x == 0] == 0).all()


def test_gradients_pass_as_if_nothing_were_rounded():
    x = torch.randn(2, 3, 4, requires_grad=True)
    (2 * rounded_input(x)).sum().backward()
    assert torch.equal(x.grad, torch.full((2, 3, 4), 2.0))


def test_a_network_rounds_and_keeps_its_weights_and_their_names(tiny):
    network = tiny().encoder.eval()
    given = torch.randint(1000, 2000, (2, 9)), torch.zeros(2, 9, dtype=torch.int64), torch.arange(1, 8).expand(2, -1)
    before, exact = {name: w.clone() for name, w in network.state_dict().items()}, network(*given)[1]
    with_rounding(network)
    assert all(torch.equal(weight, before[name]) for name, weight in network.state_dict().items())
    assert not torch.equal(network(*given)[1], exact)
    assert torch.allclose(network(*given)[1], exact, atol=0.1)
